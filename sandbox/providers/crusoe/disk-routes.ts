import { z } from "zod";
import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { locations } from "./catalog";
import { type Disk, diskHour, type Hall } from "./hall";
import { fail } from "./refusals";

const MAKE_MS = 2_000;
const END_MS = 1_000;
const LARGEST_GIB = 10_240;

const newDiskSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/),
  size: z.string().regex(/^\d+(GiB|TiB)$/),
  location: z.string(),
  type: z.literal("persistent-ssd").default("persistent-ssd"),
  block_size: z.union([z.literal(512), z.literal(4096)]).default(4096),
});

/** The persistent disks of a project: list, make, read, end. */
export function diskRoutes(hall: Hall): TwinRoute[] {
  const all = "/projects/:project/storage/disks";
  const one = `${all}/:disk`;
  const withDisk = (run: (disk: Disk, call: TwinCall) => Answer) => (call: TwinCall) => {
    const disk = disksOf(hall, call.caller.account).find(({ id }) => id === call.params.disk);
    return disk ? run(disk, call) : fail(404, "disk not found");
  };
  return [
    { method: "GET", path: all, run: (call) => list(hall, call) },
    { method: "POST", path: all, writes: true, run: (call) => make(hall, call) },
    ...hall.operations.routes("disks", `${all}/operations`),
    { method: "GET", path: one, run: withDisk((disk) => json(200, diskView(hall, disk))) },
    { method: "DELETE", path: one, writes: true, run: withDisk((disk) => end(hall, disk)) },
  ];
}

export function disksOf(hall: Hall, account: string): Disk[] {
  return hall.disks.all(account).filter(({ gone }) => !gone);
}

function list(hall: Hall, { caller, query }: TwinCall): Answer {
  const names = query.getAll("disk_names");
  const items = disksOf(hall, caller.account)
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((disk) => diskView(hall, disk));
  return json(200, { items });
}

/** Billed from now on, whether it hangs on a machine or not. */
function make(hall: Hall, { body, caller: { account } }: TwinCall): Answer {
  const parsed = newDiskSchema.safeParse(body);
  if (!parsed.success) {
    return fail(400, `invalid ${parsed.error.issues[0]?.path.join(".") ?? "disk"}`);
  }
  const { name, size, location, type, block_size: blockSize } = parsed.data;
  const sizeGib = Number.parseInt(size, 10) * (size.endsWith("TiB") ? 1_024 : 1);
  if (sizeGib < 1 || sizeGib > LARGEST_GIB) return fail(400, "invalid size");
  if (!locations.includes(location)) return fail(400, "invalid location");
  if (disksOf(hall, account).some((disk) => disk.name === name)) {
    return fail(400, `disk ${name} already exists`);
  }
  const afterMs = MAKE_MS / hall.world.pace;
  const disk = hall.disks.create(
    {
      id: hall.newId(account),
      account,
      name,
      offer: type,
      region: location,
      units: 1,
      listLagMs: 0,
      wire: { sizeGib, blockSize, readyAtMs: hall.nowMs() + afterMs, vmId: null },
    },
    "ready",
    { compute: 0n, storage: diskHour(sizeGib) },
    [],
  );
  return hall.operations.begin({ account, kind: "disks", resourceId: disk.id, afterMs });
}

function end(hall: Hall, disk: Disk): Answer {
  if (hall.holderOf(disk)) return fail(400, "disk is attached to a vm");
  hall.disks.move(disk, "gone", FREE, [], true);
  const { account, id: resourceId } = disk;
  const afterMs = END_MS / hall.world.pace;
  return hall.operations.begin({ account, kind: "disks", resourceId, afterMs });
}

/** A disk as the API answers it; letting it go counts as a change of it. */
function diskView(hall: Hall, disk: Disk) {
  const holder = hall.holderOf(disk);
  const last = disk.wire.vmId === null ? undefined : hall.vms.find(disk.wire.vmId);
  return {
    ...diskFacts(disk, Math.max(disk.stateAtMs, last?.endedAtMs ?? 0)),
    attached_to: holder ? [{ vm_id: holder.id, attachment_type: "data", mode: "read-write" }] : [],
  };
}

/** What of a disk is told in every place. */
export function diskFacts(disk: Disk, updatedAtMs = disk.stateAtMs) {
  return {
    id: disk.id,
    name: disk.name,
    type: disk.offer,
    size: `${disk.wire.sizeGib}GiB`,
    location: disk.region,
    block_size: disk.wire.blockSize,
    created_at: new Date(disk.createdAtMs).toISOString(),
    updated_at: new Date(updatedAtMs).toISOString(),
    serial_number: disk.id.replaceAll("-", "").slice(0, 19).toUpperCase(),
  };
}
