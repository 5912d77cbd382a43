import { asWorker, type Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { isStanding } from "@/lib/operations/find-machines";
import type { Instance } from "@/lib/providers/contract";

/** The call that made a deployment's own machine; `null` for one that was not launched from here. */
export function lastMade(tx: Tx, deploymentId: string): Promise<ProviderCall | null> {
  return tx.providerCall.findFirst({
    where: { verb: "launch", status: "OK", operation: { deploymentId } },
    orderBy: { createdAt: "desc" },
  });
}

/**
 * The machine among an account's that stands under the name a deployment's own was made under: the
 * same one, though a start has given it another id. `null` where there is none, as for one that was
 * not launched from here.
 */
export async function findMadeUnder(
  deploymentId: string,
  all: readonly Instance[],
): Promise<Instance | null> {
  const made = await asWorker((tx) => lastMade(tx, deploymentId));
  if (!made) return null;
  return all.find((one) => one.name === made.key && isStanding(one)) ?? null;
}
