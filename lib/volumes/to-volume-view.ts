import type { Volume } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";
import { HOURS_PER_MONTH } from "@/lib/providers/disk-rate";
import { findProviderMeta } from "@/lib/providers/meta";
import { type VolumeView, volumeWishes } from "@/lib/volumes/schema";

/** A deployment a volume may hang on or be put to. */
export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly providerKeyId: string;
  readonly providerInstanceId: string | null;
  /** The volume it was launched with, by the provider's id. */
  readonly volumeId: string | null;
  readonly region: string | null;
}

export interface ViewFacts {
  readonly keyName: string;
  readonly isKeyActive: boolean;
  /** Deployments of the team that are not over. */
  readonly machines: readonly Machine[];
}

/** A volume's row as people see it. */
export function toVolumeView(
  row: Volume,
  { keyName, isKeyActive, machines }: ViewFacts,
): VolumeView {
  const ofKey = machines.filter((machine) => machine.providerKeyId === row.providerKeyId);
  const promised = ofKey.filter((machine) => isPromised(row, machine));
  const isFree = row.attachedTo.length === 0 && promised.length === 0;
  const isIdle = isKeyActive && row.wish === null;
  const moves = findProviderMeta(row.providerId)?.capabilities?.volumes === "any-time";
  const near = ofKey
    .filter(({ providerInstanceId }) => providerInstanceId !== null)
    .filter(({ region }) => !region || !row.region || region === row.region);
  const targets = isIdle && moves && isFree ? near : [];
  return {
    id: row.id,
    name: row.name ?? row.providerVolumeId,
    providerId: row.providerId,
    keyId: row.providerKeyId,
    keyName,
    sizeGb: row.sizeGb,
    region: row.region,
    nativeStatus: row.nativeStatus,
    perMonth:
      row.ratePerHourMicros === null
        ? null
        : microsToDecimal(row.ratePerHourMicros * HOURS_PER_MONTH),
    attachedTo: [
      ...row.attachedTo.map((instanceId) => {
        const machine = ofKey.find((one) => one.providerInstanceId === instanceId);
        return { instanceId, deploymentId: machine?.id ?? null, name: machine?.name ?? null };
      }),
      ...promised.map(({ id, name, providerInstanceId }) => ({
        instanceId: providerInstanceId,
        deploymentId: id,
        name,
      })),
    ],
    isOrphan: isFree && row.wish !== "attach",
    wish: volumeWishes.find((wish) => wish === row.wish) ?? null,
    failure: row.failure,
    can: {
      attach: targets.length > 0,
      detach: isIdle && moves && row.attachedTo.length > 0,
      delete: isIdle && isFree,
    },
    targets: targets.map(({ id, name }) => ({ deploymentId: id, name })),
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

/** Launched with the volume, and not seen with it yet by the account's last list. */
function isPromised(row: Volume, { volumeId, providerInstanceId }: Machine): boolean {
  if (volumeId !== row.providerVolumeId) return false;
  return providerInstanceId === null || !row.attachedTo.includes(providerInstanceId);
}
