import { FREE } from "../../ledger";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { diskOf } from "./disk-place";
import type { Exchange } from "./exchange";
import { paged } from "./paged";
import { createDiskSchema, type Disk } from "./pod-wire";
import { fail, wrong } from "./refusals";

/** Near what clouds ask, a tenth of a millidollar. */
const MICROS_PER_GB_HOUR = 100n;

/** Disks that outlive pods: list, make, read, end. */
export function diskRoutes(exchange: Exchange): TwinRoute[] {
  const withDisk = (run: (disk: Disk, call: TwinCall) => Answer) => (call: TwinCall) => {
    const disk = diskOf(exchange, call.caller.account, call.params.id ?? "");
    return disk ? run(disk, call) : fail(404, "Disk not found");
  };
  const standing = (call: TwinCall) =>
    exchange.disks.all(call.caller.account).filter(({ gone }) => !gone);
  return [
    {
      method: "GET",
      path: "/disks/",
      run: (call) => paged(standing(call), call, (disk) => view(exchange, disk)),
    },
    { method: "POST", path: "/disks/", writes: true, run: (call) => make(exchange, call) },
    {
      method: "GET",
      path: "/disks/:id",
      run: withDisk((disk) => json(200, view(exchange, disk))),
    },
    {
      method: "DELETE",
      path: "/disks/:id",
      writes: true,
      run: withDisk((disk) => end(exchange, disk)),
    },
  ];
}

function make(exchange: Exchange, call: TwinCall): Answer {
  const parsed = createDiskSchema.safeParse(call.body);
  if (!parsed.success) return wrong(422, "disk", "Invalid request");
  const { account } = call.caller;
  const { size, name, country = null, dataCenterId = null } = parsed.data.disk;
  const disk = exchange.disks.create(
    {
      id: exchange.newUuid(account),
      account,
      name,
      offer: "disk",
      region: dataCenterId ?? country ?? "",
      units: size,
      listLagMs: 0,
      wire: { provider: parsed.data.provider.type, dataCenter: dataCenterId, country },
    },
    "ACTIVE",
    { compute: 0n, storage: rateOf(size) },
    [],
  );
  return json(200, view(exchange, disk));
}

const rateOf = (gb: number) => BigInt(gb) * MICROS_PER_GB_HOUR;

/** The pods it hangs on. */
function podsOf({ pods }: Exchange, { account, id }: Disk): string[] {
  return pods
    .all(account)
    .filter((pod) => !pod.gone && pod.wire.disks.includes(id))
    .map((pod) => pod.id);
}

function end(exchange: Exchange, disk: Disk): Answer {
  if (podsOf(exchange, disk).length > 0) return fail(409, "Disk is attached to a pod");
  exchange.disks.move(disk, "TERMINATED", FREE, [], true);
  return json(200, { status: "TERMINATED" });
}

function view(exchange: Exchange, disk: Disk) {
  const { provider, dataCenter, country } = disk.wire;
  return {
    id: disk.id,
    name: disk.name,
    createdAt: new Date(disk.createdAtMs).toISOString(),
    updatedAt: new Date(disk.stateAtMs).toISOString(),
    terminatedAt: null,
    status: disk.state,
    providerType: provider,
    size: disk.units,
    info: { country, dataCenterId: dataCenter, cloudId: null, isMultinode: false },
    priceHr: microsToNumber(rateOf(disk.units)),
    stoppedPriceHr: null,
    provisioningPriceHr: 0,
    userId: `user-${disk.account}`,
    teamId: null,
    walletId: `wallet-${disk.account}`,
    pods: podsOf(exchange, disk),
    clusters: [],
  };
}
