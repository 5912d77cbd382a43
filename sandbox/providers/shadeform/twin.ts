import type { IncomingHttpHeaders } from "node:http";
import { FREE } from "../../ledger";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, World } from "../twin";
import { MINUTE_MS, openHall } from "./hall";
import { instanceRoutes } from "./instance-routes";
import { refusals } from "./refusals";
import { sshKeyRoutes } from "./ssh-key-routes";
import { standingOf } from "./standing";
import { typeRoutes } from "./type-routes";

/** Shadeform v1: machines of many clouds that cannot stop, billed from active to deleting. */
export function shadeformTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("shadeform", [
    { suffix: "key", account: "main" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
  ]);
  return {
    id: "shadeform",
    title: "Shadeform",
    mount: "/shadeform/v1",
    keys: keys.facts,
    routes: [...typeRoutes(hall.market), ...instanceRoutes(hall), ...sshKeyRoutes(hall)],
    caller: (headers) => keys.callerOf(keyOf(headers) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.instances,
      {
        unitMs: MINUTE_MS,
        standing: (instance) => standingOf(instance, hall.nowMs()),
        deaths: {
          gone: () => ({ state: "deleted", rate: FREE, ends: true }),
          error: () => ({ state: "error", rate: "kept", ends: false }),
        },
      },
      hall.nowMs,
    ),
  };
}

function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers["x-api-key"];
  return typeof key === "string" ? key : undefined;
}
