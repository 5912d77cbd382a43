import { ownerEmail } from "@/lib/billing/owner-email";
import { trialMarks } from "@/lib/billing/trial-marks";
import type { Tx } from "@/lib/db";
import type { CustomerTold, ReadSubscription } from "@/lib/payments/read-customer";

/**
 * Remembers who has had a trial: the team, its owner's address and the card (BILLING T16). The first
 * subscription that carries a mark keeps it.
 */
export async function noteTrials(tx: Tx, teamId: string, told: CustomerTold): Promise<void> {
  for (const one of told.subscriptions) {
    if (one.subscription.trial_start === null) continue;
    const marks = await marksOf(tx, { teamId, told, one });
    const facts = { takenBy: one.subscription.id, at: told.askedAt };
    await tx.trialUse.createMany({
      data: marks.map((mark) => ({ mark, ...facts })),
      skipDuplicates: true,
    });
  }
}

/** The trials that run although the team, the address or the card has had one before. */
export async function repeatedTrials(
  tx: Tx,
  teamId: string,
  told: CustomerTold,
): Promise<string[]> {
  const repeated: string[] = [];
  for (const one of told.subscriptions) {
    const { id, status } = one.subscription;
    if (status !== "trialing") continue;
    const marks = await marksOf(tx, { teamId, told, one });
    const others = await tx.trialUse.count({
      where: { mark: { in: marks }, takenBy: { not: id } },
    });
    if (others > 0) repeated.push(id);
  }
  return repeated;
}

interface Trial {
  readonly teamId: string;
  readonly told: CustomerTold;
  readonly one: ReadSubscription;
}

async function marksOf(tx: Tx, { teamId, told, one }: Trial): Promise<string[]> {
  const own = one.subscription.default_payment_method;
  const usual = told.customer?.invoice_settings.default_payment_method ?? null;
  const method = [own, usual].find((each) => each !== null && typeof each !== "string");
  const fingerprint = typeof method === "object" ? (method?.card?.fingerprint ?? null) : null;
  return trialMarks({ teamId, email: await ownerEmail(tx, teamId), fingerprint });
}
