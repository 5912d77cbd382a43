import type { Tx } from "@/lib/db";
import type { Deployment, ProviderCall } from "@/lib/generated/prisma/client";
import { inAccount, type Place } from "@/lib/operations/in-account";
import { lastMade } from "@/lib/operations/made-under";
import { paced } from "@/lib/operations/pace";
import { REAP_STEP } from "@/lib/operations/reap-machine";
import { isUnsettled } from "@/lib/operations/require-turn";
import type { Instance } from "@/lib/providers/contract";

/**
 * Whose a machine is that carries our prefix or that one of our calls is known to have made.
 * `deployment`: one uses it or an operation that may yet use it is open. `call`: one of our own calls
 * made it and nothing uses it. `unsure`: it is called as the machine of a deployment that has not
 * ended and that the account does not show. `once`: it is called as one of ours was that is gone,
 * where the provider names machines itself. `late`: there it appeared within a day after a call of ours
 * that was taken to have made nothing, and was not there before. `nobody`: our records do not know it,
 * for instance because they were restored from a backup.
 */
export type Owner =
  | { readonly kind: "deployment" | "unsure" | "other-team" | "once" | "late" | "nobody" }
  | { readonly kind: "call"; readonly call: ProviderCall };

const LATE_MS = 24 * 3_600_000;

/** The account it stands in, and the ids of all that stand beside it. */
interface Look {
  readonly account: Place;
  readonly shown: ReadonlySet<string>;
  readonly now: Date;
}

export async function ownerOf(
  tx: Tx,
  key: { readonly teamId: string },
  instance: Pick<Instance, "id" | "name">,
  look: Look,
): Promise<Owner> {
  const { account, shown } = look;
  const { naming, startMayRename = false } = account.capabilities;
  const users = await tx.deployment.findMany({
    where: { providerId: account.providerId, providerInstanceId: instance.id, endedAt: null },
    select: { providerKeyId: true },
  });
  if ((await inAccount(tx, account, users)).length > 0) return { kind: "deployment" };
  const call = await tx.providerCall.findFirst({
    where:
      naming === "ours"
        ? { key: instance.name ?? "" }
        : { id: await makerOf(tx, account, instance) },
    include: { operation: { select: { state: true, deployment: true } } },
  });
  if (!call) return { kind: (await isLate(tx, key, instance, look)) ? "late" : "nobody" };
  if (call.teamId !== key.teamId) return { kind: "other-team" };
  const { operation, ...row } = call;
  const atWork = await tx.operation.count({
    where: { deploymentId: operation.deployment.id, state: "open" },
  });
  if (operation.state === "open" || atWork > 0) return { kind: "deployment" };
  if (naming === "provider" && (await wasGone(tx, account, row))) return { kind: "once" };
  if (naming === "ours" && (await isOnlyOne(tx, operation.deployment, { made: row, shown }))) {
    return { kind: startMayRename ? "deployment" : "unsure" };
  }
  return { kind: "call", call: row };
}

/** The machine that a deployment is known to have is not shown, and this has its name. */
async function isOnlyOne(
  tx: Tx,
  { id, endedAt, providerInstanceId: own }: Deployment,
  { made, shown }: { readonly made: ProviderCall; readonly shown: Look["shown"] },
): Promise<boolean> {
  if (endedAt !== null || own === null || shown.has(own)) return false;
  return (await lastMade(tx, id))?.id === made.id;
}

/**
 * Since the call its machine was gone once, and the name free for others: a deployment that had it
 * ended, which none does while its machine is shown, one that goes on had it removed, or it was seen
 * without an owner and then no more.
 */
async function wasGone(tx: Tx, account: Place, made: ProviderCall): Promise<boolean> {
  const { providerId } = account;
  const { instanceId, createdAt } = made;
  const since = { gte: createdAt };
  const select = { providerKeyId: true };
  const ended = await tx.deployment.findMany({
    where: { providerId, providerInstanceId: instanceId, endedAt: since },
    select,
  });
  const removed = await tx.providerCall.findMany({
    where: {
      instanceId,
      verb: "terminate",
      createdAt: since,
      OR: [{ status: "OK" }, { step: { not: REAP_STEP }, sentAt: { not: null } }],
    },
    select,
  });
  const vanished = await tx.strayMachine.findMany({
    where: { providerInstanceId: instanceId ?? "", goneAt: since },
    select,
  });
  return (await inAccount(tx, account, [...ended, ...removed, ...vanished])).length > 0;
}

/** The call in this account that was answered with this very machine; names prove nothing there. */
async function makerOf(
  tx: Tx,
  { providerId, providerKeyId, mark }: Place,
  { id }: Pick<Instance, "id">,
): Promise<string> {
  const [call] = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM provider_call c JOIN provider_key k ON k.id = c.provider_key_id
    WHERE k.provider_id = ${providerId} AND c.verb = 'launch' AND c.status = 'OK'
      AND c.instance_id = ${id} AND (c.account_mark = ${mark} OR k.id = ${providerKeyId})
    ORDER BY c.created_at DESC LIMIT 1`;
  return call?.id ?? "";
}

/**
 * While a launch in the account is open nothing is told: its machine is nobody's until it is answered.
 */
async function isLate(
  tx: Tx,
  { teamId }: { readonly teamId: string },
  { id }: Pick<Instance, "id">,
  { account, now }: Look,
): Promise<boolean> {
  const { capabilities, mark: accountMark, providerKeyId } = account;
  if (capabilities.naming === "ours" || (await isUnsettled(tx, accountMark))) return false;
  const seen = await tx.strayMachine.findFirst({
    where: { providerKeyId, providerInstanceId: id, goneAt: null },
    select: { firstSeenAt: true },
  });
  const appearedAt = seen?.firstSeenAt ?? now;
  const since = new Date(appearedAt.getTime() - paced(LATE_MS));
  const nothingMade = await tx.providerCall.count({
    where: {
      accountMark,
      verb: "launch",
      teamId,
      status: { in: ["ABSENT", "FAILED"] },
      sentAt: { gte: since, lte: appearedAt },
      NOT: { seenBefore: { has: id } },
    },
  });
  return nothingMade > 0;
}
