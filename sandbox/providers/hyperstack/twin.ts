import type { IncomingHttpHeaders } from "node:http";
import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Fleet, Twin, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { chargeInMinutes } from "./minutes";
import { offerRoutes } from "./offer-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";
import { vmRoutes } from "./vm-routes";
import { openYard, type Yard } from "./yard";

const MINUTE_MS = 60_000;

/** Hyperstack v1: machines of an environment, billed by the minute while active or shut off. */
export function hyperstackTwin(world: World): Twin {
  const yard = openYard(world);
  const keys = accountKeys("hyperstack", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
  ]);
  const windows = rateWindows([{ name: "minute", seconds: 60, calls: 500 }], yard.nowMs);
  return {
    id: "hyperstack",
    title: "Hyperstack",
    mount: "/hyperstack/v1",
    keys: keys.facts,
    routes: [...offerRoutes(yard), ...accountRoutes(yard), ...vmRoutes(yard)],
    caller: (headers) => keys.callerOf(keyOf(headers) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit: () => windows.take("address"),
    market: yard.market,
    settings: yard.settings,
    fleet: fleetIn(yard),
  };
}

function fleetIn(yard: Yard): Fleet {
  const deaths = {
    gone: () => ({ state: "DELETED", rate: FREE, ends: true }),
    error: () => ({ state: "ERROR", rate: FREE, ends: false }),
    exited: () => ({ state: "SHUTOFF", rate: "kept" as const, ends: false }),
  };
  return {
    ...fleetOf(yard.vms, { unitMs: MINUTE_MS, standing: standingOf, deaths }, yard.nowMs),
    charge: ({ segments }) => chargeInMinutes(segments, yard.nowMs()),
  };
}

/** The header is neither Authorization nor one with a dash. */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers.api_key;
  return typeof key === "string" ? key : undefined;
}
