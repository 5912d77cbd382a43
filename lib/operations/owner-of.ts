import type { Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import type { Capabilities, Instance } from "@/lib/providers/contract";

/**
 * Whose a machine is that carries our prefix or that one of our calls is known to have made.
 * `deployment`: one uses it or an operation that may yet use it is open. `call`: one of our own calls
 * made it and nothing uses it. `once`: it is called as one of ours was that is gone, where the
 * provider names machines itself. `nobody`: our records do not know it, for instance because they
 * were restored from a backup.
 */
export type Owner =
  | { readonly kind: "deployment" | "other-team" | "once" | "nobody" }
  | { readonly kind: "call"; readonly call: ProviderCall };

export async function ownerOf(
  tx: Tx,
  key: { readonly teamId: string; readonly providerId: string },
  instance: Pick<Instance, "id" | "name">,
  naming: Capabilities["naming"],
): Promise<Owner> {
  const used = await tx.deployment.findFirst({
    where: { providerId: key.providerId, providerInstanceId: instance.id, endedAt: null },
    select: { id: true },
  });
  if (used) return { kind: "deployment" };
  const call = await tx.providerCall.findFirst({
    where:
      naming === "ours" ? { key: instance.name ?? "" } : { id: await makerOf(tx, key, instance) },
    include: { operation: { select: { state: true, deploymentId: true } } },
  });
  if (!call) return { kind: "nobody" };
  if (call.teamId !== key.teamId) return { kind: "other-team" };
  const { operation, ...row } = call;
  const atWork = await tx.operation.count({
    where: { deploymentId: operation.deploymentId, state: "open" },
  });
  if (operation.state === "open" || atWork > 0) return { kind: "deployment" };
  if (naming === "provider" && (await wasEnded(tx, row))) return { kind: "once" };
  return { kind: "call", call: row };
}

/** The provider took our word to end what the call made. */
async function wasEnded(tx: Tx, made: ProviderCall): Promise<boolean> {
  const { providerKeyId, instanceId, createdAt } = made;
  const ends = await tx.providerCall.count({
    where: {
      providerKeyId,
      instanceId,
      verb: "terminate",
      status: "OK",
      createdAt: { gte: createdAt },
    },
  });
  return ends > 0;
}

/** The call that a provider answered with this very machine; names prove nothing there. */
async function makerOf(
  tx: Tx,
  { providerId }: { readonly providerId: string },
  { id }: Pick<Instance, "id">,
): Promise<string> {
  const [call] = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM provider_call c JOIN provider_key k ON k.id = c.provider_key_id
    WHERE k.provider_id = ${providerId} AND c.verb = 'launch' AND c.status = 'OK'
      AND c.instance_id = ${id}
    ORDER BY c.created_at DESC LIMIT 1`;
  return call?.id ?? "";
}
