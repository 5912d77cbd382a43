import { FREE } from "../../ledger";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { catalogRoutes } from "./catalog-routes";
import { openHall, SECOND_MS } from "./hall";
import { instanceRoutes, leave } from "./instance-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";
import { giveToken, keyOfToken } from "./token";
import { volumeRoutes } from "./volume-routes";

/** Verda v1: instances that stop at full price and sleep for the price of their disk. */
export function verdaTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("verda", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "norights", account: "norights", rights: "none", trouble: "no-rights" },
    { suffix: "poor", account: "poor" },
  ]);
  const token: TwinRoute = {
    method: "POST",
    path: "/oauth2/token",
    open: true,
    run: (call) => giveToken(call, (key) => keys.callerOf(key) !== undefined, hall.nowMs()),
  };
  const routes = [catalogRoutes, instanceRoutes, volumeRoutes, accountRoutes];
  return {
    id: "verda",
    title: "Verda",
    mount: "/verda/v1",
    keys: keys.facts,
    routes: [token, ...routes.flatMap((of) => of(hall)).map(withRights)],
    caller: (headers) => keys.callerOf(keyOfToken(headers, hall.nowMs()) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.instances,
      {
        unitMs: SECOND_MS,
        standing: standingOf,
        deaths: {
          gone: () => ({ state: "notfound", rate: FREE, ends: true }),
          error: () => ({ state: "error", rate: "kept", ends: false }),
          exited: () => ({ state: "offline", rate: "kept", ends: false }),
          preempted: () => ({
            state: "discontinued",
            rate: FREE,
            plan: leave(hall),
            ends: false,
          }),
        },
      },
      hall.nowMs,
    ),
  };
}

/** A key may be known and yet open nothing. */
function withRights(route: TwinRoute): TwinRoute {
  return {
    ...route,
    run: (call) => (call.caller.trouble === "no-rights" ? refusals.forbidden() : route.run(call)),
  };
}
