"use client";

import { createContext, type ReactNode, useContext } from "react";
import { leastRole, type Permission, type Role, roleMay } from "@/lib/auth/permissions";

const OwnRole = createContext<Role>(leastRole);

export interface RoleProviderProps {
  readonly role: Role;
  readonly children: ReactNode;
}

/** Tells the console below it which role the person has in the team shown. */
export function RoleProvider({ role, children }: RoleProviderProps) {
  return <OwnRole value={role}>{children}</OwnRole>;
}

/** Whether the person may do what asks for a permission, so that no form is shown that is refused. */
export function useMay(permission: Permission): boolean {
  return roleMay(useContext(OwnRole), permission);
}
