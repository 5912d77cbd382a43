import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import type { Deployment } from "@/lib/generated/prisma/client";
import { applyLook, type Look } from "@/lib/health/apply-look";
import { isAsBefore } from "@/lib/health/as-before";
import { askSooner } from "@/lib/health/ask-sooner";
import type { DueKey } from "@/lib/health/due-keys";
import { followRenamed } from "@/lib/health/follow-renamed";
import { judge } from "@/lib/health/judge";
import { lostTogether } from "@/lib/health/lost-together";
import { noteListed, noteListFailure } from "@/lib/health/note-account";
import { noteSeen } from "@/lib/health/note-seen";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";

/**
 * One look at one account: a single list call for all its machines, and a get for each one the list
 * lacks. A list that fails says something about the provider's API or the key, never about a
 * machine: no status changes then.
 */
export async function sweepKey(key: DueKey): Promise<void> {
  const startedAt = clock.now();
  const account = await asWorker((tx) => openAccount(tx, key));
  const deployments = await onceAsWorker((db) =>
    db.deployment.findMany({
      where: { providerKeyId: key.id, endedAt: null, providerInstanceId: { not: null } },
      include: { health: true },
    }),
  );
  const listed = await list(account).catch((error: unknown) => failed({ key, account }, error));
  if (!listed) return;
  await asWorker((tx) => noteListed(tx, key.id, clock.now()));
  const byId = new Map(listed.map((instance) => [instance.id, instance]));
  const alike = deployments.filter(({ health, ...deployment }) => {
    const instance = byId.get(deployment.providerInstanceId ?? "");
    return instance !== undefined && isAsBefore(deployment, health, instance);
  });
  const alikeIds = alike.map(({ id }) => id);
  await noteSeen(alikeIds, { startedAt, now: clock.now() });
  const isWritten = new Set(alikeIds);
  const regions = lostTogether(
    deployments
      .filter(({ status }) => status === "running")
      .map(({ providerId, region, providerInstanceId }) => ({
        providerId,
        region,
        isLost: isLost(byId.get(providerInstanceId ?? "")),
      })),
  );
  const missed: string[] = [];
  for (const { health: _health, ...deployment } of deployments) {
    if (isWritten.has(deployment.id)) continue;
    const scope = regions.has(deployment.region) ? "region" : "machine";
    const found = await look(account, deployment, { byId, startedAt, scope });
    if (found === "missed") missed.push(deployment.id);
  }
  if (missed.length > 0) await asWorker((tx) => askSooner(tx, missed, clock.now()));
}

function isLost(instance: Instance | undefined): boolean {
  return judge("running", instance?.status ?? "gone").verdict === "unhealthy";
}

function list(account: Account): Promise<readonly Instance[]> {
  return account.instances.list(account.credentials, account.context);
}

async function failed(
  { key, account }: { readonly key: DueKey; readonly account: Account },
  error: unknown,
): Promise<null> {
  if (!(error instanceof ProviderError)) throw error;
  if (error.isUnsent && error.kind === "rate-limited") return comeBack(key, error);
  log.warn("account could not be listed", { providerKeyId: key.id, kind: error.kind });
  await asWorker((tx) => noteListFailure(tx, account, error.kind, clock.now()));
  return null;
}

/** It was not our turn: that says nothing about the account, which is listed a little later. */
async function comeBack(key: DueKey, { retryAfterMs }: ProviderError): Promise<null> {
  const nextSweepAt = new Date(clock.now().getTime() + (retryAfterMs ?? 0));
  await onceAsWorker((db) =>
    db.providerKey.update({
      where: { id: key.id },
      data: { nextSweepAt },
      select: { id: true },
    }),
  );
  return null;
}

/** A machine the list lacks is asked for by itself before anything is concluded. */
async function look(
  account: Account,
  deployment: Deployment,
  {
    byId,
    ...seen
  }: Pick<Look, "startedAt" | "scope"> & { readonly byId: ReadonlyMap<string, Instance> },
): Promise<Awaited<ReturnType<typeof applyLook>>> {
  const id = deployment.providerInstanceId ?? "";
  try {
    const instance =
      byId.get(id) ?? (await account.instances.get(account.credentials, id, account.context));
    const mayBeRenamed = !instance && account.capabilities.startMayRename === true;
    const followed = mayBeRenamed ? await followRenamed(deployment, [...byId.values()]) : null;
    return await applyLook({ deployment, instance, ...followed, ...seen, now: clock.now() });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    log.warn("machine could not be asked for", { deploymentId: deployment.id, kind: error.kind });
    return "dropped";
  }
}
