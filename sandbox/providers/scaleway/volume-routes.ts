import { FREE, rateNow } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Hall, Server, Volume } from "./hall";
import { fail, unknownVolume } from "./refusals";
import { wireTime } from "./server-view";

const LET_GO_MS = 3_000;
const BYTES_PER_GB = 1e9;
const PATH = "/block/v1/zones/:zone/volumes";

/** Block storage, another product than instances: its volumes outlive the servers they were made with. */
export function volumeRoutes(hall: Hall): TwinRoute[] {
  const on = (run: (volume: Volume, call: TwinCall) => Answer) => (call: TwinCall) => {
    const { id = "", zone } = call.params;
    const volume = hall.volumes.find(id);
    const isTheirs = volume?.account === call.caller.account && volume.region === zone;
    return isTheirs && !volume.gone ? run(volume, call) : unknownVolume(id);
  };
  return [
    { method: "GET", path: PATH, run: (call) => list(hall, call) },
    { method: "GET", path: `${PATH}/:id`, run: on((one, call) => json(200, view(one, call))) },
    { method: "DELETE", path: `${PATH}/:id`, writes: true, run: on((one) => remove(hall, one)) },
  ];
}

function list(hall: Hall, call: TwinCall): Answer {
  const found = hall.volumes
    .all(call.caller.account)
    .filter(({ gone, region }) => !gone && region === call.params.zone);
  return json(200, {
    volumes: found.map((volume) => view(volume, call)),
    total_count: found.length,
  });
}

function view(volume: Volume, call: TwinCall) {
  return {
    id: volume.id,
    name: volume.name,
    type: "sbs_5k",
    size: volume.units * BYTES_PER_GB,
    project_id: call.query.get("project_id") ?? volume.account,
    created_at: wireTime(volume.createdAtMs, call),
    updated_at: wireTime(volume.stateAtMs, call),
    references: [],
    status: volume.state,
    tags: [],
    specs: { perf_iops: 5_000, class: "sbs" },
    zone: volume.region,
  };
}

function remove(hall: Hall, volume: Volume): Answer {
  if (volume.state !== "available") {
    return fail(412, "precondition_failed", "precondition is not respected", {
      precondition: "resource_still_in_use",
      help_message: "the volume is in use",
    });
  }
  hall.volumes.move(volume, "deleted", FREE, [], true);
  return { status: 204 };
}

/** Takes the server's volumes off it; they stay, and go on costing money. */
export function letGo(hall: Hall, server: Server, inMs = 0): void {
  for (const volume of hall.volumes.all(server.account)) {
    if (volume.wire.serverId === server.id) takeOff(hall, volume, server, inMs);
  }
}

/** The host of a server that has been on lets go of a volume only after a while. */
export function takeOff(hall: Hall, volume: Volume, { wire }: Server, inMs = 0): void {
  const free = hall.volumes.rewrite(volume, { wire: { serverId: null } });
  const rate = rateNow(free.segments);
  const afterMs = inMs + (wire.ip === null ? 0 : LET_GO_MS / hall.world.pace);
  hall.volumes.move(free, "in_use", rate, [{ afterMs, state: "available", rate }]);
}
