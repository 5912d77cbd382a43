import { FREE } from "../../ledger";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { availabilityRoutes } from "./availability-routes";
import { diskRoutes } from "./disk-routes";
import { MINUTE_MS, openExchange } from "./exchange";
import { podRoutes } from "./pod-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";

/** Prime Intellect v1: what many clouds have left, and pods taken there on one wallet. */
export function primeIntellectTwin(world: World): Twin {
  const exchange = openExchange(world);
  const keys = accountKeys("primeintellect", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "nameless", account: "main", trouble: "nameless" },
    { suffix: "prices", account: "main", rights: "read", trouble: "prices" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
  ]);
  const routes = [availabilityRoutes, podRoutes, diskRoutes, accountRoutes].flatMap((of) =>
    of(exchange),
  );
  return {
    id: "primeintellect",
    title: "Prime Intellect",
    mount: "/primeintellect/api/v1",
    keys: keys.facts,
    routes: routes.map(withinScope),
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: exchange.market,
    settings: exchange.settings,
    fleet: fleetOf(
      exchange.pods,
      {
        unitMs: MINUTE_MS,
        standing: standingOf,
        priced: (wire, micros) => ({ ...wire, hourlyMicros: micros.toString() }),
        deaths: {
          gone: () => ({ state: "TERMINATED", rate: FREE, ends: true }),
          error: () => ({ state: "ERROR", rate: "kept", ends: false }),
          exited: () => ({ state: "STOPPED", rate: "kept", ends: false }),
          unknown: () => ({ state: "UNKNOWN", rate: "kept", ends: false }),
        },
      },
      exchange.nowMs,
    ),
    disks: fleetOf(
      exchange.disks,
      {
        unitMs: MINUTE_MS,
        deaths: { gone: () => ({ state: "TERMINATED", rate: FREE, ends: true }) },
      },
      exchange.nowMs,
    ),
  };
}

/** A key may open the list of prices alone, or all but whose it is. */
function withinScope(route: TwinRoute): TwinRoute {
  return {
    ...route,
    run(call) {
      const { trouble } = call.caller;
      const isShut = trouble === "prices" && !route.path.startsWith("/availability/");
      const isNameless = trouble === "nameless" && route.path.startsWith("/user/");
      return isShut || isNameless ? refusals.forbidden() : route.run(call);
    },
  };
}
