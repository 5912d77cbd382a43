import type { IncomingHttpHeaders } from "node:http";
import { FREE } from "../../ledger";
import { json } from "../../wire/answer";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import { jsonRefusals } from "../json-refusals";
import type { Caller, Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { availableRoutes } from "./available-routes";
import { MINUTE_MS, openHall } from "./hall";
import { standingOf } from "./standing";
import { vmRoutes } from "./vm-routes";

const refusals = {
  ...jsonRefusals((_status, text) => text),
  noCapacity: () => json(404, "No available virtual machine matching requested specifications"),
};

/** Hot Aisle: virtual machines it names itself, billed by the minute for at least a least time. */
export function hotaisleTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("hotaisle", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "teamless", account: "teamless", rights: "none", trouble: "teamless" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
  ]);
  const routes = [...availableRoutes(hall), ...accountRoutes(hall, handleOf), ...vmRoutes(hall)];
  return {
    id: "hotaisle",
    title: "Hot Aisle",
    mount: "/hotaisle/api",
    keys: keys.facts,
    routes: routes.map(withinTeam),
    caller: (headers) => keys.callerOf(keyOf(headers) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market: hall.market,
    settings: hall.settings,
    fleet: fleetOf(
      hall.vms,
      {
        unitMs: MINUTE_MS,
        standing: standingOf,
        deaths: {
          gone: () => ({ state: "gone", rate: FREE, ends: true }),
          error: () => ({ state: "crashed", rate: "kept", ends: false }),
          exited: () => ({ state: "shut off", rate: "kept", ends: false }),
        },
      },
      hall.nowMs,
    ),
  };
}

/** A team's handle is the key of its account that may do everything. */
function handleOf({ account }: Caller): string {
  return `sandbox-hotaisle-${account === "main" ? "key" : account}`;
}

function withinTeam(route: TwinRoute): TwinRoute {
  return {
    ...route,
    run(call) {
      const { team } = call.params;
      const isForeign = team !== undefined && team !== handleOf(call.caller);
      const isTeamless = team !== undefined && call.caller.trouble === "teamless";
      if (isForeign || isTeamless) return json(403, "Forbidden: Permission denied");
      return route.run(call);
    },
  };
}

/** The word before a key here is Token, not Bearer. */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Token (\S+)$/.exec(headers.authorization ?? "")?.[1];
}
