import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { StrayMachine } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { paced } from "@/lib/operations/pace";
import type { Instance } from "@/lib/providers/contract";

const APART_MS = 10 * 60_000;

interface Sighting {
  readonly key: { readonly id: string; readonly teamId: string; readonly providerId: string };
  readonly instance: Instance;
  /** The call of ours that made it; `null` where a person has to decide. */
  readonly callId: string | null;
  readonly now: Date;
}

/**
 * Writes that a machine without an owner was seen, and tells the team of one that a person has to
 * decide on. Answers whether it may be ended without asking: one of our own calls made it, it was
 * seen twice, ten minutes apart, and no person was ever asked about it.
 */
export async function noteStray(tx: Tx, sighting: Sighting): Promise<boolean> {
  const { key, instance, callId, now } = sighting;
  const which = { providerKeyId: key.id, providerInstanceId: instance.id };
  const before = await tx.strayMachine.findUnique({
    where: { providerKeyId_providerInstanceId: which },
  });
  if (!before) {
    await tx.strayMachine.create({
      data: {
        ...which,
        id: newId("str"),
        teamId: key.teamId,
        firstSeenAt: now,
        lastSeenAt: now,
        ownedByCallId: callId,
        ...toldOf(instance),
      },
    });
    if (callId === null) await tellStray(tx, sighting);
    return false;
  }
  const isAsked = before.ownedByCallId === null || before.decision !== null;
  const apart = now.getTime() - before.firstSeenAt.getTime() >= paced(APART_MS);
  const sightings = apart ? before.sightings + 1 : before.sightings;
  await tx.strayMachine.update({
    where: { id: before.id },
    data: {
      lastSeenAt: now,
      sightings,
      goneAt: null,
      ownedByCallId: isAsked ? before.ownedByCallId : callId,
      ...toldOf(instance),
    },
  });
  if (!isAsked && callId === null) await tellStray(tx, sighting);
  return apart && !isAsked && callId !== null;
}

/** What the provider says of it, its own word for the status. */
function toldOf({ name, nativeStatus, region, ratePerHourMicros, createdAt }: Instance) {
  return { name, status: nativeStatus, region, ratePerHourMicros, createdAt };
}

/** Asks the team what becomes of a machine, once. */
export async function tellStray(tx: Tx, { key, instance, now }: Sighting): Promise<void> {
  await recordEvent(tx, {
    type: "machine.stray-found",
    teamId: key.teamId,
    data: { providerId: key.providerId, instanceId: instance.id, name: instance.name },
    at: now,
    dedupeKey: `stray:${key.id}:${instance.id}`,
  });
}

/** Tells of a machine of ours that nothing owned and that is gone now; once, however often said. */
export async function tellRemoved(tx: Tx, stray: StrayMachine, at: Date): Promise<void> {
  const call = await tx.providerCall.findUnique({
    where: { id: stray.ownedByCallId ?? "" },
    select: { operation: { select: { deployment: true } } },
  });
  if (!call) return;
  const { id, name, providerId } = call.operation.deployment;
  await recordEvent(tx, {
    type: "deployment.duplicate-removed",
    teamId: stray.teamId,
    deploymentId: id,
    data: { name, providerId },
    at,
    dedupeKey: `duplicate:${stray.providerKeyId}:${stray.providerInstanceId}`,
  });
}

/**
 * Marks strays the account does not show any more. One seen twice was being ended: if the answer to
 * that was lost, this is where it is told.
 */
export async function noteVanished(
  tx: Tx,
  facts: { readonly providerKeyId: string; readonly seen: readonly string[]; readonly now: Date },
): Promise<void> {
  const gone = await tx.strayMachine.updateManyAndReturn({
    where: {
      providerKeyId: facts.providerKeyId,
      goneAt: null,
      providerInstanceId: { notIn: [...facts.seen] },
    },
    data: { goneAt: facts.now },
  });
  for (const stray of gone) if (stray.sightings > 1) await tellRemoved(tx, stray, facts.now);
}
