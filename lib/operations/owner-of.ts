import type { Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import type { Instance } from "@/lib/providers/contract";

/**
 * Whose a machine with our prefix is. `deployment`: one uses it or an operation that may yet use it
 * is open. `call`: one of our own calls made it and nothing uses it. `nobody`: our records do not
 * know it, for instance because they were restored from a backup.
 */
export type Owner =
  | { readonly kind: "deployment" | "other-team" | "nobody" }
  | { readonly kind: "call"; readonly call: ProviderCall };

export async function ownerOf(
  tx: Tx,
  key: { readonly teamId: string; readonly providerId: string },
  instance: Pick<Instance, "id" | "name">,
): Promise<Owner> {
  const used = await tx.deployment.findFirst({
    where: { providerId: key.providerId, providerInstanceId: instance.id, endedAt: null },
    select: { id: true },
  });
  if (used) return { kind: "deployment" };
  const call = await tx.providerCall.findUnique({
    where: { key: instance.name ?? "" },
    include: { operation: { select: { state: true, deploymentId: true } } },
  });
  if (!call) return { kind: "nobody" };
  if (call.teamId !== key.teamId) return { kind: "other-team" };
  const { operation, ...row } = call;
  const atWork = await tx.operation.count({
    where: { deploymentId: operation.deploymentId, state: "open" },
  });
  return operation.state === "open" || atWork > 0
    ? { kind: "deployment" }
    : { kind: "call", call: row };
}
