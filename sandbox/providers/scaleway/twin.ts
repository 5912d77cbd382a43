import { FREE } from "../../ledger";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Fleet, Twin, World } from "../twin";
import { type Hall, MINUTE_MS, openHall } from "./hall";
import { iamRoutes } from "./iam-routes";
import { productRoutes } from "./product-routes";
import { refusals } from "./refusals";
import { serverRoutes } from "./server-routes";
import { standingOf } from "./standing";
import { volumeRoutes } from "./volume-routes";

/** Scaleway: an open catalogue in euros, servers billed by the minute while they are on, and disks. */
export function scalewayTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("scaleway", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "blockless", account: "blockless", trouble: "no-block" },
    { suffix: "full", account: "full" },
  ]);
  const ownsProject = (account: string, project: string) =>
    keys.callerOf(project)?.account === account;
  return {
    id: "scaleway",
    title: "Scaleway",
    mount: "/scaleway",
    keys: keys.facts,
    routes: [
      ...productRoutes(hall.market),
      ...iamRoutes(hall, ownsProject),
      ...serverRoutes(hall, ownsProject),
      ...volumeRoutes(hall),
    ],
    caller: (headers) => keys.callerOf(String(headers["x-auth-token"] ?? "")),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleet(hall),
    disks: fleetOf(hall.volumes, { unitMs: MINUTE_MS, deaths: {} }, hall.nowMs),
  };
}

/** `exited`: its system was shut down from inside, which keeps the GPU and its price. */
function fleet(hall: Hall): Fleet {
  const deaths = {
    gone: () => ({ state: "gone", rate: FREE, ends: true }),
    error: () => ({ state: "locked", rate: FREE, ends: false }),
    exited: () => ({ state: "stopped in place", rate: "kept" as const, ends: false }),
    off: () => ({ state: "stopped", rate: FREE, ends: false }),
  };
  return fleetOf(hall.servers, { unitMs: MINUTE_MS, deaths, standing: standingOf }, hall.nowMs);
}
