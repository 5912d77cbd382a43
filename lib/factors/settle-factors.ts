import { endSessions } from "@/lib/auth/end-sessions";
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
  const { userId, sessionId, kind, name, now } = change;
  await endSessions(tx, { userId, keepSessionId: sessionId, now });
  const data = { kind, name };
  await tellPerson(tx, { userId, type: "account.second-factor-added", data, now });
}

/** The same after one was removed; with the last one the recovery codes go. */
export async function settleRemoved(tx: Tx, change: Change): Promise<void> {
  const { userId, sessionId, kind, name, now } = change;
  await endSessions(tx, { userId, keepSessionId: sessionId, now });
  if (!hasFactor(await factorsOf(tx, userId))) {
    await tx.recoveryCode.deleteMany({ where: { userId } });
  }
  const data = { kind, name };
  await tellPerson(tx, { userId, type: "account.second-factor-removed", data, now });
}
