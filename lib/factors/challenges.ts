import { randomBytes } from "node:crypto";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

const LIFETIME_MS = 5 * 60_000;

export type ChallengePurpose = "add" | "sign-in" | "second-step" | "confirm";

export interface ChallengeFor {
  readonly purpose: ChallengePurpose;
  /** Whose passkey must sign; null: anybody's. */
  readonly userId: string | null;
}

/** Makes what a passkey has to sign within five minutes. Takes those away that ran out. */
export async function issueChallenge(
  tx: Tx,
  { purpose, userId }: ChallengeFor,
  now: Date,
): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.from(randomBytes(32));
  await tx.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  await tx.passkeyChallenge.createMany({
    data: [
      {
        challenge: bytes.toString("base64url"),
        purpose,
        userId,
        expiresAt: new Date(now.getTime() + LIFETIME_MS),
      },
    ],
  });
  return bytes;
}

/** Takes the challenge that a browser says was signed; one caller gets it, every other an error. */
export async function spendChallenge(
  tx: Tx,
  { purpose, userId }: ChallengeFor,
  { clientDataJSON, now }: { readonly clientDataJSON: string; readonly now: Date },
): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  const { count } = await tx.passkeyChallenge.deleteMany({
    where: { challenge, purpose, userId, expiresAt: { gt: now } },
  });
  if (count === 0) throw new AppError("conflict", "passkey-too-late");
  return challenge;
}

function challengeIn(clientDataJSON: string): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    const challenge: unknown = typeof said === "object" && said && Reflect.get(said, "challenge");
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}
