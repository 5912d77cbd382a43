import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import { joinFleets } from "../join-fleets";
import type { Fleet, Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { blockRoutes } from "./block-routes";
import { HOUR_MS, type Lot, openLot } from "./lot";
import { machineRoutes } from "./machine-routes";
import { osRoutes } from "./os-routes";
import { planRoutes } from "./plan-routes";
import { fail, refusals } from "./refusals";
import { standingOf } from "./standing";

/** Vultr v2: virtual machines and bare metal, billed by started hours until they are destroyed. */
export function vultrTwin(world: World): Twin {
  const lot = openLot(world);
  const keys = accountKeys("vultr", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "norights", account: "main", rights: "none" },
    { suffix: "elsewhere", account: "elsewhere", trouble: "address" },
    { suffix: "poor", account: "poor" },
    { suffix: "quota", account: "quota" },
  ]);
  const windows = rateWindows([{ name: "second", seconds: 1, calls: 30 }], lot.nowMs);
  return {
    id: "vultr",
    title: "Vultr",
    mount: "/vultr/v2",
    keys: keys.facts,
    routes: [
      ...planRoutes(lot.market),
      ...osRoutes(),
      ...[
        ...accountRoutes(lot),
        ...machineRoutes(lot, "vm"),
        ...machineRoutes(lot, "metal"),
        ...blockRoutes(lot),
      ].map(guarded),
    ],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit: () => windows.take("address"),
    market: lot.market,
    settings: lot.settings,
    fleet: fleets(lot),
  };
}

/** A key used from elsewhere opens nothing; one without rights tells no more than so. */
function guarded(route: TwinRoute): TwinRoute {
  return {
    ...route,
    run(call) {
      if (call.caller.trouble === "address") {
        return fail(401, "Unauthorized IP address: 192.0.2.9");
      }
      if (call.caller.rights === "none" && route.path !== "/account") return refusals.forbidden();
      return route.run(call);
    },
  };
}

function fleets(lot: Lot): Fleet {
  const gone = () => ({ state: "destroyed", rate: FREE, ends: true });
  const keeps = (state: string) => () => ({ state, rate: "kept" as const, ends: false });
  const deaths = {
    gone,
    error: keeps("failed"),
    exited: keeps("stopped"),
    suspended: keeps("suspended"),
  };
  return joinFleets(
    fleetOf(lot.servers, { unitMs: HOUR_MS, deaths, standing: standingOf }, lot.nowMs),
    fleetOf(lot.blocks, { unitMs: HOUR_MS, deaths: { gone } }, lot.nowMs),
  );
}
