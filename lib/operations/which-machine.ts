import { asWorker, type Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { NotMine } from "@/lib/operations/claim";
import { noteStray, tellStray } from "@/lib/operations/strays";
import type { Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** What people said about the machines a call may have made; `null`: nobody was asked yet. */
export interface Asked {
  /** The machine somebody said is the one. */
  readonly chosenId: string | null;
  /** Somebody has not yet said what becomes of each. */
  readonly isOpen: boolean;
}

/** Reads whether people were asked which machine a call made, and what they said. */
export function readAsked(call: ProviderCall): Promise<Asked | null> {
  return asWorker((tx) => askedIn(tx, call));
}

async function askedIn(tx: Tx, call: ProviderCall): Promise<Asked | null> {
  const strays = await tx.strayMachine.findMany({ where: { ownedByCallId: call.id } });
  if (strays.length === 0) return null;
  const chosen = strays.find(({ decision }) => decision === "adopted");
  const open = strays.filter(({ decision, goneAt }) => decision === null && goneAt === null);
  return { chosenId: chosen?.providerInstanceId ?? null, isOpen: open.length > 0 };
}

/**
 * The call waits for no answer any more: a machine that was named and does not stand there is
 * nobody's again. Throws `NotMine` where somebody named one since `asked`, for that counts.
 */
export async function reopenQuestion(
  tx: Tx,
  { deployment }: Work,
  { call, asked }: { readonly call: ProviderCall; readonly asked: Asked },
): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${deployment.id} FOR NO KEY UPDATE`;
  const now = await askedIn(tx, call);
  if (now?.chosenId !== asked.chosenId) throw new NotMine();
  await tx.strayMachine.updateMany({
    where: { ownedByCallId: call.id, decision: "adopted" },
    data: { decision: null, decidedBy: null, decidedAt: null },
  });
}

/** Asks people which of several machines is the one; each is shown as a stray until they say so. */
export async function askWhich(
  tx: Tx,
  { deployment, account, now }: Work,
  { call, machines }: { readonly call: ProviderCall; readonly machines: readonly Instance[] },
): Promise<void> {
  const key = {
    id: account.providerKeyId,
    teamId: deployment.teamId,
    providerId: account.providerId,
  };
  for (const instance of machines) {
    const sighting = { key, instance, callId: call.id, now };
    await noteStray(tx, sighting);
    await tellStray(tx, sighting);
  }
}
