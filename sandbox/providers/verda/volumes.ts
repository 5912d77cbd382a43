import type { Hall } from "./hall";
import type { VolumeFacts } from "./instance-wire";

const TRASH_MS = 96 * 3_600_000;

type NewVolume = Omit<VolumeFacts, "id" | "createdAtMs" | "deletedAtMs">;

export function addVolume(hall: Hall, facts: NewVolume): VolumeFacts {
  const id = hall.newId(facts.account);
  return keepVolume(hall, { ...facts, id, createdAtMs: hall.nowMs(), deletedAtMs: null });
}

export function keepVolume(hall: Hall, volume: VolumeFacts): VolumeFacts {
  hall.volumes.put(`${volume.account}/${volume.id}`, volume);
  return volume;
}

/** The account's volumes that stand, attached or not. */
export function volumesOf(hall: Hall, account: string): VolumeFacts[] {
  return ofAccount(hall, account)
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .map((volume) => (hangs(hall, volume) ? volume : { ...volume, instanceId: null }));
}

/** An instance that was lost lets its volumes go, and they go on costing money. */
function hangs(hall: Hall, { instanceId }: VolumeFacts): boolean {
  const at = instanceId === null ? undefined : hall.instances.find(instanceId);
  return at !== undefined && !at.gone && at.state !== "discontinued";
}

/** Deleted volumes rest here for four days. */
export function trashOf(hall: Hall, account: string): VolumeFacts[] {
  const since = hall.nowMs() - TRASH_MS;
  return ofAccount(hall, account).filter(({ deletedAtMs }) => (deletedAtMs ?? 0) > since);
}

/**
 * What becomes of an instance's volumes when it is deleted: with no list its OS volume goes and
 * the others are let go; with a list exactly those go.
 */
export function releaseVolumes(
  hall: Hall,
  instance: { id: string; account: string },
  doomed: readonly string[] | null,
): void {
  for (const volume of volumesOf(hall, instance.account)) {
    if (volume.instanceId !== instance.id) continue;
    const ends = doomed === null ? volume.isOs : doomed.includes(volume.id);
    const deletedAtMs = ends ? hall.nowMs() : null;
    keepVolume(hall, { ...volume, instanceId: null, deletedAtMs });
  }
}

function ofAccount(hall: Hall, account: string): VolumeFacts[] {
  return hall.volumes.values().filter((volume) => volume.account === account);
}
