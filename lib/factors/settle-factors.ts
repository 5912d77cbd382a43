import type { Tx } from "@/lib/db";
import { tellPerson } from "@/lib/events/tell-person";
import { factorsOf, hasFactor } from "./factors-of";

export type FactorKind = "totp" | "passkey";

interface Change {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly now: Date;
  readonly kind: FactorKind;
  readonly name: string;
}

/** After a factor was added: told by mail, and every other session ends. */
export async function settleAdded(tx: Tx, change: Change): Promise<void> {
  const { userId, kind, name, now } = change;
  await endOtherSessions(tx, change);
  const data = { kind, name };
  await tellPerson(tx, { userId, type: "account.second-factor-added", data, now });
}

/** The same after one was removed; with the last one the recovery codes go. */
export async function settleRemoved(tx: Tx, change: Change): Promise<void> {
  const { userId, kind, name, now } = change;
  await endOtherSessions(tx, change);
  if (!hasFactor(await factorsOf(tx, userId))) {
    await tx.recoveryCode.deleteMany({ where: { userId } });
  }
  const data = { kind, name };
  await tellPerson(tx, { userId, type: "account.second-factor-removed", data, now });
}

async function endOtherSessions(tx: Tx, { userId, sessionId }: Change): Promise<void> {
  await tx.session.deleteMany({
    where: { userId, ...(sessionId && { id: { not: sessionId } }) },
  });
  await tx.secondStep.deleteMany({ where: { userId } });
}
