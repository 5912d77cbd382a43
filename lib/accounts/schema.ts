import { z } from "zod";
import { isCommonPassword } from "@/lib/accounts/common-passwords";
import { email } from "@/lib/auth/schema";
import { factorProofs, typedCode } from "@/lib/factors/schema";

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
/** What a person shows to confirm that it is them. */
export const confirmInput = z.discriminatedUnion("by", [
  z.object({ by: z.literal("password"), password: triedPassword }),
  z.object({ by: z.literal("mail"), code: typedCode }),
  z.object({ by: z.literal("recovery"), code: typedCode }),
  ...factorProofs,
]);
/** The second step of a sign-in; `step`: the id that its first step was answered with. */
export const finishSignInInput = z.object({
  step: z.string().min(1).max(40),
  proof: z.discriminatedUnion("by", [
    ...factorProofs,
    z.object({ by: z.literal("recovery"), code: typedCode }),
  ]),
});
export const changeNameInput = z.object({ name: z.string().trim().max(100, "too-long") });
export const changeEmailInput = z.object({ token: linkToken });
export const changeLocaleInput = z.object({ locale });
export const nothing = z.object({});

/** What a sign-in of any kind answers; only server code sees the session's id. */
export const openedSession = z.object({
  sessionId: z.string(),
  userId: z.string(),
  returnTo: z.string().nullable(),
});

/** What a first step answers: a session, or the id under which the sign-in waits for the second. */
export const admission = z.union([
  openedSession,
  z.object({ userId: z.string(), secondStep: z.string() }),
]);
