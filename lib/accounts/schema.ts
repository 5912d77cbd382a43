import { z } from "zod";
import { isCommonPassword } from "@/lib/accounts/common-passwords";
import { email } from "@/lib/auth/schema";

/** A password being chosen. */
export const newPassword = z
  .string("password-too-short")
  .min(10, "password-too-short")
  .max(200, "password-too-long")
  .refine((text) => !isCommonPassword(text), "password-common");

/** A password being tried. */
const triedPassword = z
  .string("password-missing")
  .min(1, "password-missing")
  .max(200, "wrong-password");

const locale = z.enum(["en", "zh"]);
/** Where to go on afterwards; what is not a path of this site is dropped, not refused. */
const path = z.string().max(500).nullish();
const linkToken = z.string().min(1).max(200);

export const signUpInput = z
  .object({
    email,
    password: newPassword,
    locale,
    name: z.string().trim().max(100, "too-long").nullish(),
    entryPage: path,
    returnTo: path,
  })
  .refine(({ email, password }) => password.toLowerCase() !== email, {
    path: ["password"],
    message: "password-is-email",
  });
export const askVerificationInput = z.object({ email, password: triedPassword, returnTo: path });
export const signInInput = z.object({ email, password: triedPassword });
/** `password`: the one chosen at that sign-up, asked for where another browser opens the link. */
export const verifyInput = z.object({ token: linkToken, password: triedPassword.optional() });
export const askResetInput = z.object({ email });
export const resetPasswordInput = z.object({ token: linkToken, password: newPassword });
export const changePasswordInput = z.object({ current: triedPassword, password: newPassword });
export const changeLocaleInput = z.object({ locale });
export const nothing = z.object({});

/** What a sign-in of any kind answers; only server code sees the session's id. */
export const openedSession = z.object({
  sessionId: z.string(),
  userId: z.string(),
  returnTo: z.string().nullable(),
});
