import type { Tx } from "@/lib/db";
import type { Deployment, ProviderCall } from "@/lib/generated/prisma/client";
import { lastMade } from "@/lib/operations/made-under";
import type { Capabilities, Instance } from "@/lib/providers/contract";

/**
 * Whose a machine is that carries our prefix or that one of our calls is known to have made.
 * `deployment`: one uses it or an operation that may yet use it is open. `call`: one of our own calls
 * made it and nothing uses it. `unsure`: it is called as the machine of a deployment that has not
 * ended and that the account does not show. `once`: it is called as one of ours was that is gone,
 * where the provider names machines itself. `nobody`: our records do not know it, for instance
 * because they were restored from a backup.
 */
export type Owner =
  | { readonly kind: "deployment" | "unsure" | "other-team" | "once" | "nobody" }
  | { readonly kind: "call"; readonly call: ProviderCall };

/** The account it stands in: what can be done there, and the ids of all that stand beside it. */
interface Place {
  readonly capabilities: Pick<Capabilities, "naming" | "startMayRename">;
  readonly shown: ReadonlySet<string>;
}

export async function ownerOf(
  tx: Tx,
  key: { readonly teamId: string; readonly providerId: string },
  instance: Pick<Instance, "id" | "name">,
  { capabilities, shown }: Place,
): Promise<Owner> {
  const { naming, startMayRename = false } = capabilities;
  const used = await tx.deployment.findFirst({
    where: { providerId: key.providerId, providerInstanceId: instance.id, endedAt: null },
    select: { id: true },
  });
  if (used) return { kind: "deployment" };
  const call = await tx.providerCall.findFirst({
    where:
      naming === "ours" ? { key: instance.name ?? "" } : { id: await makerOf(tx, key, instance) },
    include: { operation: { select: { state: true, deployment: true } } },
  });
  if (!call) return { kind: "nobody" };
  if (call.teamId !== key.teamId) return { kind: "other-team" };
  const { operation, ...row } = call;
  const atWork = await tx.operation.count({
    where: { deploymentId: operation.deployment.id, state: "open" },
  });
  if (operation.state === "open" || atWork > 0) return { kind: "deployment" };
  if (naming === "provider" && (await wasEnded(tx, row))) return { kind: "once" };
  if (naming === "ours" && (await isOnlyOne(tx, operation.deployment, { made: row, shown }))) {
    return { kind: startMayRename ? "deployment" : "unsure" };
  }
  return { kind: "call", call: row };
}

/** The machine that a deployment is known to have is not shown, and this has its name. */
async function isOnlyOne(
  tx: Tx,
  { id, endedAt, providerInstanceId: own }: Deployment,
  { made, shown }: { readonly made: ProviderCall; readonly shown: Place["shown"] },
): Promise<boolean> {
  if (endedAt !== null || own === null || shown.has(own)) return false;
  return (await lastMade(tx, id))?.id === made.id;
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
