import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import { joinFleets } from "../join-fleets";
import type { Fleet, Twin, TwinRoute, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { dropletRoutes } from "./droplet-routes";
import { refusals } from "./refusals";
import { sizeRoutes } from "./size-routes";
import { standingOf } from "./standing";
import { volumeRoutes } from "./volume-routes";
import { HOUR_MS, openYard, SECOND_MS, type Yard } from "./yard";

const WINDOWS = [
  { name: "hour", seconds: 3_600, calls: 5_000 },
  { name: "minute", seconds: 60, calls: 250 },
];

/** DigitalOcean v2: GPU Droplets, billed by the second from create until they are destroyed. */
export function digitaloceanTwin(world: World): Twin {
  const yard = openYard(world);
  const keys = accountKeys("digitalocean", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "norights", account: "main", rights: "none" },
    { suffix: "poor", account: "poor" },
    { suffix: "quota", account: "quota" },
  ]);
  const windows = rateWindows(WINDOWS, yard.nowMs);
  return {
    id: "digitalocean",
    title: "DigitalOcean",
    mount: "/digitalocean/v2",
    keys: keys.facts,
    routes: [
      ...sizeRoutes(yard.market),
      ...[...accountRoutes(yard), ...dropletRoutes(yard), ...volumeRoutes(yard)].map(withScopes),
    ],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    headers(caller): Record<string, string> {
      const [hour] = windows.left(caller.account);
      if (caller.rights === "none" || !hour) return {};
      return {
        "ratelimit-limit": String(WINDOWS[0]?.calls),
        "ratelimit-remaining": String(hour.left),
        "ratelimit-reset": String(Math.ceil(yard.nowMs() / 1_000) + hour.resetS),
      };
    },
    limit: (_method, _path, caller) => windows.take(caller.account),
    market: yard.market,
    settings: yard.settings,
    fleet: fleets(yard),
  };
}

/** A token of narrow scopes sees the sizes and nothing else. */
function withScopes(route: TwinRoute): TwinRoute {
  return {
    ...route,
    run: (call) => (call.caller.rights === "none" ? refusals.forbidden() : route.run(call)),
  };
}

function fleets(yard: Yard): Fleet {
  const gone = () => ({ state: "archive", rate: FREE, ends: true });
  const exited = () => ({ state: "off", rate: "kept" as const, ends: false });
  return joinFleets(
    fleetOf(
      yard.droplets,
      { unitMs: SECOND_MS, deaths: { gone, exited }, standing: standingOf },
      yard.nowMs,
    ),
    fleetOf(yard.volumes, { unitMs: HOUR_MS, deaths: { gone } }, yard.nowMs),
  );
}
