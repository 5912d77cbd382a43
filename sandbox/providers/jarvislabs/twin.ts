import { FREE } from "../../ledger";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { catalogRoutes } from "./catalog-routes";
import { type Box, MINUTE_MS, openHall } from "./hall";
import { machineRoutes } from "./machine-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";

/** JarvisLabs: containers and virtual machines, billed by started minutes, and their disks. */
export function jarvislabsTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("jarvislabs", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
    { suffix: "india", account: "india" },
    { suffix: "mute", account: "mute" },
  ]);
  return {
    id: "jarvislabs",
    title: "JarvisLabs",
    mount: "/jarvislabs",
    keys: keys.facts,
    routes: [...catalogRoutes(hall), ...accountRoutes(hall), ...machineRoutes(hall)],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.boxes,
      {
        unitMs: MINUTE_MS,
        standing: standingOf,
        priced: (wire: Box["wire"], micros) => ({ ...wire, hourlyMicros: micros.toString() }),
        deaths: {
          gone: () => ({ state: "Destroyed", rate: FREE, ends: true }),
          error: () => ({ state: "Failed", rate: "kept", ends: false }),
          exited: ({ storage }) => ({
            state: "Paused",
            rate: { compute: 0n, storage },
            ends: false,
          }),
        },
      },
      hall.nowMs,
    ),
  };
}
