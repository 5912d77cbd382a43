import { z } from "zod";

/** A code as people copy it, spaces and dashes taken out. */
export const typedCode = z
  .string("code-missing")
  .max(40, "wrong-code")
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().min(1, "code-missing"));

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,8000}$/);
const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);

/** What a browser answers once a passkey was made. */
export const madePasskey = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string()).optional(),
  }),
});

/** What a browser answers once a passkey has signed. */
export const signedPasskey = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.string().max(200).optional(),
  }),
});
export type SignedPasskey = z.output<typeof signedPasskey>;

/** Reads stored transports; a word this release does not know is left out. */
export function readTransports(words: readonly string[]): z.output<typeof transport>[] {
  return words.flatMap((word) => transport.safeParse(word).data ?? []);
}

/** What shows a second factor. */
export const factorProofs = [
  z.object({ by: z.literal("totp"), code: typedCode }),
  z.object({ by: z.literal("passkey"), signed: signedPasskey }),
] as const;

export const passkeyName = z.string().trim().min(1, "name-missing").max(60, "too-long");
export const passkeyIdInput = z.object({ passkeyId: z.string().min(1).max(40) });
export const nothing = z.object({});

/** Recovery codes, shown this once; none where there are some already. */
export const newCodes = z.object({ codes: z.array(z.string()) });
