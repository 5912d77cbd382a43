import { z } from "zod";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Bazaar, diskPerHour } from "./bazaar";
import { type Ask, asks } from "./catalog";
import type { Volume } from "./instance-wire";
import { invalidArgs, refuse } from "./refusals";
import { withRight } from "./rights";

const PATH = "/api/v0/volumes/";
const rent = z.object({ id: z.number().int(), size: z.number().int().positive().default(15) });
const remove = z.object({ id: z.number().int() });

/** Disks beside instances. What a volume offer is called here is its machine's number. */
export function volumeRoutes(bazaar: Bazaar): TwinRoute[] {
  const route = (method: string, run: TwinRoute["run"]) =>
    withRight("instances", { method, path: PATH, writes: method !== "GET", run });
  return [
    route("GET", ({ caller }) => json(200, { volumes: listOf(bazaar, caller.account) })),
    route("PUT", (call) => rentVolume(bazaar, call)),
    route("DELETE", (call) => removeVolume(bazaar, call)),
  ];
}

function listOf(bazaar: Bazaar, account: string) {
  return bazaar.volumes
    .values()
    .filter((one) => one.account === account)
    .map((one) => toVolume(bazaar, one));
}

function toVolume(bazaar: Bazaar, volume: Volume) {
  const ask = hostOf(volume.machineId);
  return {
    id: volume.id,
    status: "created",
    machine_id: volume.machineId,
    host_id: volume.machineId + 7,
    disk_space: volume.sizeGb,
    storage_total_cost: ask ? microsToNumber(diskPerHour(ask, volume.sizeGb)) : 0,
    start_date: volume.createdAtMs / 1000,
    instances: users(bazaar, volume).map(({ id }) => ({ id: Number(id) })),
    verification: ask?.verification ?? "verified",
    reliability2: ask?.reliability ?? 1,
  };
}

const hostOf = (machineId: number): Ask | undefined =>
  asks.find((ask) => ask.machineId === machineId);

function users(bazaar: Bazaar, { id, account }: Volume) {
  return bazaar.instances.all(account).filter((one) => !one.gone && one.wire.volumeId === id);
}

function rentVolume(bazaar: Bazaar, call: TwinCall): Answer {
  const parsed = rent.safeParse(call.body);
  const { account } = call.caller;
  if (!parsed.success || !hostOf(parsed.data.id)) return invalidArgs("no such volume offer");
  const id = bazaar.nextId(account);
  const { id: machineId, size: sizeGb } = parsed.data;
  const createdAtMs = bazaar.nowMs();
  bazaar.volumes.put(String(id), { id, account, machineId, sizeGb, createdAtMs });
  return json(200, { success: true, volume_name: `V.${id}` });
}

function removeVolume(bazaar: Bazaar, call: TwinCall): Answer {
  const parsed = remove.safeParse(call.body);
  if (!parsed.success) return invalidArgs("Please provide a valid volume ID.");
  const volume = bazaar.volumes.get(String(parsed.data.id));
  if (volume?.account !== call.caller.account) {
    return refuse(404, "no_such_volume", "Volume with that ID does not exist.");
  }
  if (users(bazaar, volume).length > 0) return invalidArgs("the volume is in use");
  bazaar.volumes.remove(String(volume.id));
  return json(200, { success: true });
}
