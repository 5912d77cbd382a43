import type { Tx } from "@/lib/db";
import type { Work } from "@/lib/operations/work";

/**
 * A container that we set going makes itself another host key, which is trusted at the first meeting
 * as its first one was; a VM keeps its own.
 */
export async function forgetHostKey(tx: Tx, { account, deployment }: Work): Promise<void> {
  if (account.capabilities.runtime !== "container") return;
  await tx.deployment.update({
    where: { id: deployment.id },
    data: { hostKey: null, hostKeyShown: null },
    select: { id: true },
  });
}
