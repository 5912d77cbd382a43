import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { ScalewayCalls } from "./client";
import type { MachineId } from "./machine-id";
import type { Server, ServerVolume } from "./machine-wire";
import { systemDiskOf } from "./system-disk";

/** Stands before the kind and id of a disk that was taken off a machine to be deleted. */
const TAKEN_OFF = "taken-off=";

/**
 * Ends a machine and the disk of its system, which outlives it otherwise. A machine is only deleted
 * while it is switched off, and a disk while it is on no machine, so this takes several calls with
 * waits between them; those that are left are made by asking again. The machine goes last: while it
 * stands there, it tells what is left to do.
 */
export async function end(calls: ScalewayCalls, id: MachineId, server: Server): Promise<void> {
  if (server.state === "stopping") {
    throw new ProviderError("conflict", { detail: "the machine is being switched off" });
  }
  const isOn = server.state === "starting" || server.state === "running";
  const canSwitchOff = server.allowed_actions?.includes("poweroff") ?? false;
  if (isOn || canSwitchOff) await goneIs(undefined, calls.act(id, "poweroff"));
  else await endSwitchedOff(calls, id, server);
}

/** Of the disks only the system's goes: others were put to the machine by somebody else. */
export async function endSwitchedOff(
  calls: ScalewayCalls,
  id: MachineId,
  server: Server,
): Promise<void> {
  const disk = systemDiskOf(server);
  if (disk) {
    await calls.tag(id, [...(server.tags ?? []), writeTag(disk)]);
    await calls.detach(id, disk.id);
  }
  const loose = disk ?? readTag(server.tags ?? []);
  if (loose) await goneIs(undefined, calls.removeVolume(id.zone, loose));
  await goneIs(undefined, calls.remove(id));
}

const writeTag = ({ id, volume_type: type }: ServerVolume) => `${TAKEN_OFF}${type}/${id}`;

function readTag(tags: readonly string[]): ServerVolume | null {
  const tag = tags.findLast((one) => one.startsWith(TAKEN_OFF));
  const [type = "", id = ""] = tag?.slice(TAKEN_OFF.length).split("/") ?? [];
  return id === "" ? null : { id, volume_type: type };
}
