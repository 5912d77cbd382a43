import { createHmac } from "node:crypto";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";

/** Whose trial is remembered (BILLING T16). */
export interface TrialTaker {
  readonly teamId: string;
  /** Of the team's owner. */
  readonly email: string;
  /** Of the card, as Stripe tells it; known once there is one. */
  readonly fingerprint?: string | null;
}

/** What a trial is remembered under: keyed hashes, so that the table names nobody. */
export function trialMarks({ teamId, email, fingerprint }: TrialTaker): string[] {
  const facts = [
    `team ${teamId}`,
    `email ${email}`,
    ...(fingerprint ? [`card ${fingerprint}`] : []),
  ];
  return facts.map((fact) =>
    createHmac("sha256", env.AUTH_SECRET).update(`trial\n${fact}`).digest("base64url"),
  );
}

/** Whether neither the team nor the address, nor the card where it is known, has had a trial. */
export async function mayTry(tx: Tx, taker: TrialTaker): Promise<boolean> {
  return (await tx.trialUse.count({ where: { mark: { in: trialMarks(taker) } } })) === 0;
}
