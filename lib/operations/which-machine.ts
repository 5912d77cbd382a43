import { asWorker, type Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
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
  return asWorker(async (tx) => {
    const strays = await tx.strayMachine.findMany({ where: { ownedByCallId: call.id } });
    if (strays.length === 0) return null;
    const chosen = strays.find(({ decision }) => decision === "adopted");
    const open = strays.filter(({ decision, goneAt }) => decision === null && goneAt === null);
    return { chosenId: chosen?.providerInstanceId ?? null, isOpen: open.length > 0 };
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
