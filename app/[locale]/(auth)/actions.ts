"use server";

import { askReset } from "@/lib/accounts/ask-reset";
import { askVerification } from "@/lib/accounts/ask-verification";
import { resetPassword } from "@/lib/accounts/reset-password";
import { signIn } from "@/lib/accounts/sign-in";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { action } from "@/lib/actions/action";
import { endSessionAction, sessionAction } from "@/lib/actions/session-action";
import { switchAlertByMail } from "@/lib/alerts/switch-alert-by-mail";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { declineInvite } from "@/lib/teams/decline-invite";

export const signUpForAccount = action(signUp);
export const askVerificationAgain = action(askVerification);
export const signInWithPassword = sessionAction(signIn);
export const verifyAddress = sessionAction(verifyEmail);
export const askResetByMail = action(askReset);
export const resetForgottenPassword = action(resetPassword);
export const switchAlertFromMail = action(switchAlertByMail);
export const acceptTeamInvite = action(acceptInvite);
export const declineTeamInvite = action(declineInvite);
export const signOutForInvite = endSessionAction("this");
