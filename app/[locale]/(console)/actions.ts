"use server";

import { askConfirmCode } from "@/lib/accounts/ask-confirm-code";
import { askForPasskey } from "@/lib/accounts/ask-passkey";
import { confirm } from "@/lib/accounts/confirm";
import { action } from "@/lib/actions/action";
import { endSessionAction } from "@/lib/actions/session-action";

export const signOutHere = endSessionAction("this");
export const confirmItIsMe = action(confirm);
export const askCodeToConfirm = action(askConfirmCode);
export const askPasskeyToConfirm = action(askForPasskey);
