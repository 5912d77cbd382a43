import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";

/** What a person who runs the installation must look at. */
export const alarmKinds = [
  "unknown-price",
  "unknown-customer",
  "second-subscription",
  "dispute",
  "refunded",
  "event-refused",
  "event-parked",
  "price-not-ready",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

export interface AlarmFacts {
  readonly kind: AlarmKind;
  /** An id at Stripe, or a lookup key. */
  readonly subject: string;
  readonly teamId: string | null;
  readonly details: Readonly<Record<string, string | number | null>>;
  /** It happened again, so that one which was resolved is open anew. */
  readonly isAnew?: boolean;
}

/**
 * Raises an alarm once for each subject; one that was resolved stays so, unless it happened anew.
 * Answers whether there was none.
 */
export async function raiseAlarm(
  tx: Tx,
  { kind, subject, teamId, details, isAnew = false }: AlarmFacts,
): Promise<boolean> {
  const { count } = await tx.billingAlarm.createMany({
    data: [{ id: newId("alm"), kind, subject, aboutTeam: teamId, details, at: clock.now() }],
    skipDuplicates: true,
  });
  if (count === 0 && isAnew) {
    await tx.billingAlarm.updateMany({
      where: { kind, subject, resolvedAt: { not: null } },
      data: { resolvedAt: null, details, at: clock.now() },
    });
  }
  return count === 1;
}
