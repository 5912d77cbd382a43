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
}

/** Raises an alarm once for each subject; one that was resolved stays so. Answers whether it is new. */
export async function raiseAlarm(
  tx: Tx,
  { kind, subject, teamId, details }: AlarmFacts,
): Promise<boolean> {
  const { count } = await tx.billingAlarm.createMany({
    data: [{ id: newId("alm"), kind, subject, aboutTeam: teamId, details, at: clock.now() }],
    skipDuplicates: true,
  });
  return count === 1;
}
