import { onceAsWorker } from "@/lib/db";
import type { Deployment } from "@/lib/generated/prisma/client";
import { findMadeUnder } from "@/lib/operations/made-under";
import type { Instance } from "@/lib/providers/contract";

/** A deployment with the machine that it has under another id than before. */
export interface Followed {
  readonly deployment: Deployment;
  readonly instance: Instance;
}

/**
 * A machine that was started at its provider, not from here, may have another id since, whatever we
 * last knew of it: it may have been stopped and started between two looks, or be taken for lost. It is
 * found in the account's list by the name it was made under, and the deployment follows it; `null`
 * where there is none, or while an operation of ours is at work.
 */
export async function followRenamed(
  deployment: Deployment,
  listed: readonly Instance[],
): Promise<Followed | null> {
  const instance = await findMadeUnder(deployment.id, listed);
  if (!instance) return null;
  const { id, providerInstanceId } = deployment;
  const untouched = {
    id,
    providerInstanceId,
    endedAt: null,
    operations: { none: { state: "open" } },
  };
  const { count } = await onceAsWorker((db) =>
    db.deployment.updateMany({ where: untouched, data: { providerInstanceId: instance.id } }),
  );
  return count === 0
    ? null
    : { deployment: { ...deployment, providerInstanceId: instance.id }, instance };
}
