"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { hasSessionHint } from "./session-hint";

export interface AccountDoorProps {
  readonly forVisitors: ReactNode;
  readonly forMembers: ReactNode;
}

/** The way into the console on a cached page: one for visitors, one for who is signed in here. */
export function AccountDoor({ forVisitors, forMembers }: AccountDoorProps) {
  const isMember = useSyncExternalStore(subscribe, hasSessionHint, () => false);
  return isMember ? forMembers : forVisitors;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}
