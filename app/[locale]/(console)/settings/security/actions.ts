"use server";

import { changePassword } from "@/lib/accounts/change-password";
import { action } from "@/lib/actions/action";
import { endSessionAction } from "@/lib/actions/session-action";

export const changeOwnPassword = action(changePassword);
export const signOutOfAll = endSessionAction("all");
