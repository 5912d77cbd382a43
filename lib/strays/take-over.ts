import type { TeamScope } from "@/lib/auth/scope";
import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import type { Status, Wish } from "@/lib/deployments/states";
import { beginHistory } from "@/lib/deployments/transition";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment, StrayMachine } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";

/** Nobody of ours launched it, so what it is made of is not known. */
const UNKNOWN = "";

/**
 * Makes a stray a deployment whose history and costs begin now, at the rate the provider told last.
 */
export async function takeOver(
  tx: Tx,
  scope: TeamScope,
  facts: {
    readonly stray: StrayMachine;
    readonly status: Status;
    readonly desired: Wish;
    /** Nothing is left to do for what is wanted. */
    readonly isSettled: boolean;
    readonly now: Date;
  },
): Promise<Deployment> {
  const { stray, status, desired, isSettled, now } = facts;
  const key = await requireKey(tx, stray.providerKeyId);
  const row = await tx.deployment.create({
    data: {
      ...unknownMachine(stray),
      id: newId("dep"),
      teamId: scope.team.id,
      projectId: scope.team.defaultProjectId,
      providerKeyId: key.id,
      providerId: key.providerId,
      name: (stray.name ?? stray.providerInstanceId).slice(0, 60),
      origin: "adopted",
      desired,
      settledGeneration: isSettled ? 1 : 0,
      status,
      statusSince: now,
      quotedAt: now,
      createdBy: scope.actor.kind === "user" ? scope.actor.userId : null,
      createdAt: now,
    },
  });
  await beginHistory(tx, row);
  const rate = stray.ratePerHourMicros;
  if (rate !== null) await setRate(tx, row, { rate, at: now, cause: "adopted" });
  await recordEvent(tx, {
    type: "deployment.adopted",
    teamId: scope.team.id,
    deploymentId: row.id,
    data: { name: row.name, providerId: row.providerId },
    at: now,
  });
  return row;
}

function unknownMachine(stray: StrayMachine) {
  const rate = stray.ratePerHourMicros ?? 0n;
  return {
    providerInstanceId: stray.providerInstanceId,
    offerId: UNKNOWN,
    gpuSpelling: UNKNOWN,
    gpuCount: 0,
    instanceType: UNKNOWN,
    region: stray.region,
    quotedPerHourMicros: rate,
    ratePerHourMicros: rate,
  };
}

/** Holds the key's row, so that it cannot be removed while a machine hangs itself on it. */
async function requireKey(tx: Tx, id: string) {
  await tx.$executeRaw`SELECT 1 FROM provider_key WHERE id = ${id} FOR KEY SHARE`;
  const key = await tx.providerKey.findFirst({
    where: { id, state: { not: "removed" } },
    select: { id: true, providerId: true, state: true },
  });
  if (!key) throw new AppError("not-found", "key-unknown");
  if (key.state !== "active") throw new AppError("conflict", "key-refused");
  return key;
}
