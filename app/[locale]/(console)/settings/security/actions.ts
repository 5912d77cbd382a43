"use server";

import { changePassword } from "@/lib/accounts/change-password";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endSession } from "@/lib/accounts/end-session";
import { action } from "@/lib/actions/action";
import { endSessionAction } from "@/lib/actions/session-action";
import { addPasskey } from "@/lib/factors/add-passkey";
import { beginPasskey } from "@/lib/factors/begin-passkey";
import { beginTotp } from "@/lib/factors/begin-totp";
import { confirmTotp } from "@/lib/factors/confirm-totp";
import { removePasskey } from "@/lib/factors/remove-passkey";
import { removeTotp } from "@/lib/factors/remove-totp";
import { renamePasskey } from "@/lib/factors/rename-passkey";
import { renewRecoveryCodes } from "@/lib/factors/renew-recovery-codes";

export const changeOwnPassword = action(changePassword);
export const beginOwnTotp = action(beginTotp);
export const confirmOwnTotp = action(confirmTotp);
export const removeOwnTotp = action(removeTotp);
export const beginOwnPasskey = action(beginPasskey);
export const addOwnPasskey = action(addPasskey);
export const renameOwnPasskey = action(renamePasskey);
export const removeOwnPasskey = action(removePasskey);
export const renewOwnCodes = action(renewRecoveryCodes);
export const endOwnSession = action(endSession);
export const endOwnOtherSessions = action(endOtherSessions);
export const signOutOfAll = endSessionAction("all");
