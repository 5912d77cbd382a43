import { FREE } from "../../ledger";
import type { Machine } from "../../machines";
import { divideHalfEven } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { dataCenters } from "./catalog";
import { violations } from "./pod-wire";
import { badRequest, conflict, invalid, notFound } from "./problems";
import { createVolumeSchema, updateVolumeSchema, type VolumeConfig } from "./volume-wire";
import type { Yard } from "./yard";

type VolumeMachine = Machine<VolumeConfig>;

const HOURS_PER_MONTH = 730n;
const FIRST_GB = 1_000;

/** The network volumes of an account: list, create, read, change, delete. */
export function volumeRoutes(yard: Yard): TwinRoute[] {
  const one = "/network-volumes/:id";
  return [
    { method: "GET", path: "/network-volumes", run: (call) => list(yard, call) },
    { method: "POST", path: "/network-volumes", writes: true, run: (call) => create(yard, call) },
    {
      method: "GET",
      path: one,
      run: (call) => withVolume(yard, call, (volume) => json(200, toVolume(volume))),
    },
    {
      method: "PATCH",
      path: one,
      writes: true,
      run: (call) => withVolume(yard, call, (volume) => change(yard, call, volume)),
    },
    {
      method: "DELETE",
      path: one,
      writes: true,
      run: (call) => withVolume(yard, call, (volume) => remove(yard, volume)),
    },
  ];
}

/** The volume of an account, if it is there. */
export function findVolume(yard: Yard, account: string, id: string): VolumeMachine | undefined {
  const volume = yard.volumes.find(id);
  return volume && !volume.gone && volume.account === account ? volume : undefined;
}

function list(yard: Yard, { caller }: TwinCall): Answer {
  const volumes = yard.volumes.all(caller.account).filter((volume) => !volume.gone);
  return json(200, { networkVolumes: volumes.map(toVolume) });
}

function create(yard: Yard, call: TwinCall): Answer {
  const parsed = createVolumeSchema.safeParse(call.body);
  if (!parsed.success) return invalid(violations(parsed.error));
  const { name, size, dataCenter, type } = parsed.data;
  if (!dataCenters.some(({ id }) => id === dataCenter)) return badRequest("data center not found");
  if (type !== "STANDARD") return badRequest(`${type} storage is not offered in ${dataCenter}`);
  const { account } = call.caller;
  const volume = yard.volumes.create(
    {
      id: yard.mint.next(`${account} volumes`, "pod").slice(0, 10),
      account,
      name,
      offer: "network volume",
      region: dataCenter,
      units: size,
      listLagMs: 0,
      wire: { type },
    },
    "AVAILABLE",
    rateOf(size),
    [],
  );
  return json(201, toVolume(volume));
}

/** A volume only ever grows. */
function change(yard: Yard, call: TwinCall, volume: VolumeMachine): Answer {
  const parsed = updateVolumeSchema.safeParse(call.body);
  if (!parsed.success) return invalid(violations(parsed.error));
  const { name = volume.name, size = volume.units } = parsed.data;
  if (size < volume.units) return badRequest("network volume storage cannot be reduced");
  const changed = yard.volumes.rewrite(volume, { name, units: size });
  const grew = size > volume.units;
  return json(
    200,
    toVolume(grew ? yard.volumes.move(changed, "AVAILABLE", rateOf(size)) : changed),
  );
}

function remove(yard: Yard, volume: VolumeMachine): Answer {
  const uses = yard.pods
    .all(volume.account)
    .some((pod) => !pod.gone && pod.wire.mounts.network?.[0]?.volumeId === volume.id);
  if (uses) return conflict("network volume is in use by a pod");
  yard.volumes.move(volume, "DELETED", FREE, [], true);
  return { status: 204 };
}

function withVolume(yard: Yard, call: TwinCall, run: (volume: VolumeMachine) => Answer): Answer {
  const volume = findVolume(yard, call.caller.account, call.params.id ?? "");
  return volume ? run(volume) : notFound("network volume not found");
}

function toVolume({ id, name, units, region, wire }: VolumeMachine) {
  return { id, name, size: units, dataCenter: region, type: wire.type };
}

/** $0.07 per GB and month for the first terabyte, $0.05 beyond, whether it is used or not. */
function rateOf(sizeGb: number) {
  const first = BigInt(Math.min(sizeGb, FIRST_GB));
  const perMonth = first * 70_000n + (BigInt(sizeGb) - first) * 50_000n;
  return { compute: 0n, storage: divideHalfEven(perMonth, HOURS_PER_MONTH) };
}
