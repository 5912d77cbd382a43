import { z } from "zod";
import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import type { Answer } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { findType, isImage, locations } from "./catalog";
import { disksOf } from "./disk-routes";
import type { Disk, Hall } from "./hall";
import { fail, overQuota } from "./refusals";

const BOOT_MS = 60_000;
/** Empty shelves are told of this long after the call was answered, or when a machine would boot. */
const SEARCH_MS = 4_000;
export const OUT_OF_STOCK = { code: "out_of_stock", message: "out of stock in this location" };

const launchSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/),
  type: z.string(),
  location: z.string(),
  image: z.string(),
  ssh_public_key: z.string().regex(/^(ssh|ecdsa)-\S+ \S+[^\n]*$/),
  disks: z
    .array(
      z.object({
        disk_id: z.string(),
        mode: z.enum(["read-only", "read-write"]),
        attachment_type: z.enum(["os", "data"]),
      }),
    )
    .default([]),
  startup_script: z.string().optional(),
  reservation_specification: z
    .object({ selection_strategy: z.enum(["lowest_cost", "on_demand"]) })
    .optional(),
});

type Launch = z.infer<typeof launchSchema>;

/** POST /instances: begins to make a machine; whether there is one is told by the operation. */
export function launch(hall: Hall, call: TwinCall): Answer {
  const parsed = launchSchema.safeParse(call.body);
  if (!parsed.success) {
    return fail(400, `invalid ${parsed.error.issues[0]?.path.join(".") ?? "request"}`);
  }
  const body = parsed.data;
  const disks = body.disks.map(({ disk_id: id }) =>
    disksOf(hall, call.caller.account).find((disk) => disk.id === id),
  );
  return refuse(hall, call, body, disks) ?? begin(hall, call, body);
}

function refuse(
  hall: Hall,
  { caller: { account } }: TwinCall,
  body: Launch,
  disks: readonly (Disk | undefined)[],
): Answer | undefined {
  const type = findType(body.type);
  if (!type) return fail(400, "invalid type");
  if (!locations.includes(body.location)) return fail(400, "invalid location");
  if (!isImage(body.image)) return fail(400, "invalid image");
  for (const disk of disks) {
    if (!disk || disk.region !== body.location) return fail(400, "disk not found in this location");
    if (hall.holderOf(disk)) return fail(400, "disk is attached to a vm");
    if (disk.wire.readyAtMs > hall.nowMs()) return fail(400, "disk is not ready");
  }
  if (type.diskGb === 0 && disks.length === 0) {
    return fail(400, "a vm type without a disk needs a data disk");
  }
  const alive = hall.vms.all(account).filter(({ gone }) => !gone);
  if (alive.some(({ name }) => name === body.name)) {
    return fail(400, `vm ${body.name} already exists`);
  }
  return alive.length >= hall.most(account) ? overQuota() : undefined;
}

function begin(hall: Hall, call: TwinCall, body: Launch): Answer {
  const { account } = call.caller;
  const id = hall.newId(account);
  const { pace } = hall.world;
  const operation = { account, kind: "instances" as const, resourceId: id };
  if (hall.stockLeft(body.type, body.location, account) < 1) {
    const afterMs = call.settings.bootMs ?? SEARCH_MS / pace;
    return hall.operations.begin({ ...operation, afterMs, failure: OUT_OF_STOCK });
  }
  make(hall, call, body, id);
  const bootMs = call.settings.bootMs ?? BOOT_MS / pace;
  const failure =
    call.twist?.kind === "boot-fails" ? { code: "internal_error", message: "vm failed" } : null;
  return hall.operations.begin({ ...operation, afterMs: bootMs, failure });
}

function make(hall: Hall, call: TwinCall, body: Launch, id: string): void {
  const { account } = call.caller;
  const hourlyMicros = hall.market.price(body.type, account);
  const diskIds = body.disks.map(({ disk_id: disk }) => disk);
  for (const diskId of diskIds) {
    const disk = hall.disks.find(diskId);
    if (disk) hall.disks.rewrite(disk, { wire: { ...disk.wire, vmId: id } });
  }
  const vm = hall.vms.create(
    {
      id,
      account,
      name: body.name,
      offer: body.type,
      region: body.location,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: [body.ssh_public_key.trim()],
      wire: {
        ip: hall.world.addresses.next(),
        image: body.image,
        diskIds,
        osDiskId: hall.newId(account),
        hourlyMicros: hourlyMicros.toString(),
      },
    },
    "STATE_CREATING",
    FREE,
    bootPlan(hall, call, { compute: hourlyMicros, storage: 0n }),
  );
  if (call.twist?.kind === "zombie" || call.settings.zombies === true) {
    hall.vms.rewrite(vm, { zombie: true });
  }
}

/** Up to running, or where a fault lets it end; only running costs money. */
export function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  const starting = { afterMs: bootMs / 2, state: "STATE_STARTING", rate: FREE };
  if (call.twist?.kind === "boot-stuck") return [starting];
  const last =
    call.twist?.kind === "boot-fails"
      ? { state: "STATE_ERROR", rate: FREE }
      : { state: "STATE_RUNNING", rate };
  return [starting, { afterMs: bootMs, ...last }];
}
