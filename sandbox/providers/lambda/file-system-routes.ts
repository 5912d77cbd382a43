import { FREE, type Rate } from "../../ledger";
import type { Machine } from "../../machines";
import { divideHalfEven } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { regions } from "./catalog";
import { createFileSystemSchema, type FileSystemConfig } from "./file-system-wire";
import type { Hall } from "./hall";
import { firstViolation } from "./instance-wire";
import { badAddress, fail, invalid } from "./refusals";

export type FileSystem = Machine<FileSystemConfig>;

const HOURS_PER_MONTH = 730n;
/** Our guess; the document names no price. */
const MICROS_PER_GB_MONTH = 200_000n;
const BYTES_PER_GB = 1_000_000_000;
/** What the first machine that mounts one writes to it. */
const WRITTEN_GB = 40;

/** The file systems of an account: list and, under another path, create and delete. */
export function fileSystemRoutes(hall: Hall): TwinRoute[] {
  return [
    { method: "GET", path: "/file-systems", run: (call) => list(hall, call) },
    { method: "POST", path: "/filesystems", writes: true, run: (call) => create(hall, call) },
    { method: "DELETE", path: "/filesystems/:id", writes: true, run: (call) => remove(hall, call) },
  ];
}

/** An account's file systems that were not deleted. */
export function fileSystemsOf(hall: Hall, account: string): FileSystem[] {
  return hall.fileSystems.all(account).filter((one) => !one.gone);
}

/** Notes that a machine mounts it; from then on it holds something that is billed. */
export function fillFileSystem(hall: Hall, fileSystem: FileSystem): void {
  if (fileSystem.units > 0) return;
  const filled = hall.fileSystems.rewrite(fileSystem, { units: WRITTEN_GB });
  hall.fileSystems.move(filled, "ready", rateOf(WRITTEN_GB));
}

function list(hall: Hall, { caller }: TwinCall): Answer {
  return json(200, { data: fileSystemsOf(hall, caller.account).map((one) => view(hall, one)) });
}

function create(hall: Hall, call: TwinCall): Answer {
  const { account, trouble } = call.caller;
  const parsed = createFileSystemSchema.safeParse(call.body);
  if (!parsed.success) return invalid(firstViolation(parsed.error));
  const { name, region } = parsed.data;
  if (trouble === "address") return badAddress();
  if (!regions.some((one) => one.name === region)) return invalid("region: unknown region");
  if (fileSystemsOf(hall, account).some((one) => one.name === name)) {
    return fail(400, "global/duplicate", "A filesystem with this name already exists.");
  }
  const id = hall.mint.next(`${account} file systems`, "hex");
  const draft = { id, account, name, offer: "file system", region, units: 0, listLagMs: 0 };
  const made = hall.fileSystems.create({ ...draft, wire: {} }, "ready", FREE, []);
  return json(200, { data: view(hall, made) });
}

function remove(hall: Hall, call: TwinCall): Answer {
  const found = fileSystemsOf(hall, call.caller.account).find(({ id }) => id === call.params.id);
  if (!found) return fail(404, "global/object-does-not-exist", "Filesystem was not found.");
  if (isInUse(hall, found)) {
    return fail(400, "filesystems/filesystem-in-use", "The filesystem is in use.");
  }
  hall.fileSystems.move(found, "deleted", FREE, [], true);
  return json(200, { data: { deleted_ids: [found.id] } });
}

function isInUse(hall: Hall, { id, account }: FileSystem): boolean {
  return hall.instances
    .all(account)
    .some((one) => !one.gone && one.wire.fileSystems.some((mount) => mount.id === id));
}

function view(hall: Hall, fileSystem: FileSystem) {
  const { id, name, region, account, units, createdAtMs } = fileSystem;
  const skewMs = hall.settings.of(account).clockSkewMs ?? 0;
  return {
    id,
    name,
    mount_point: `/lambda/nfs/${name}`,
    created: new Date(createdAtMs + skewMs).toISOString(),
    created_by: {
      id: "3da5a70a57a7422ea8a7203f98b2198b",
      email: `${account}@example.com`,
      status: "active",
    },
    is_in_use: isInUse(hall, fileSystem),
    region: regions.find((one) => one.name === region) ?? { name: region, description: region },
    ...(units > 0 ? { bytes_used: units * BYTES_PER_GB } : {}),
  };
}

function rateOf(gb: number): Rate {
  const perMonth = BigInt(gb) * MICROS_PER_GB_MONTH;
  return { compute: 0n, storage: divideHalfEven(perMonth, HOURS_PER_MONTH) };
}
