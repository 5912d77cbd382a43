import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Fleet, Twin, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { type Bazaar, openBazaar, SECOND_MS } from "./bazaar";
import { bundleRoutes } from "./bundles";
import { chargeRoutes } from "./charge-routes";
import { instanceRoutes } from "./instance-routes";
import { settle } from "./lives";
import { logRoutes } from "./log-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";
import { volumeRoutes } from "./volume-routes";

/** Seconds that must lie between two calls of one key to one endpoint. */
const THRESHOLDS: [RegExp, number][] = [
  [/\/asks\//, 5],
  [/\/bundles\//, 2],
  [/./, 1],
];

/** Vast.ai: hosts' asks, and the instances that are rented or bid for, billed by the second. */
export function vastaiTwin(world: World): Twin {
  const bazaar = openBazaar(world);
  const keys = accountKeys("vastai", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "instances", account: "main", trouble: "instances-only" },
    { suffix: "search", account: "main", trouble: "search-only" },
    { suffix: "twofactor", account: "main", trouble: "two-factor" },
    { suffix: "poor", account: "poor" },
  ]);
  const windows = THRESHOLDS.map(([path, seconds]) => ({
    path,
    calls: rateWindows([{ name: "interval", seconds, calls: 1 }], bazaar.nowMs),
  }));
  return {
    id: "vastai",
    title: "Vast.ai",
    mount: "/vastai",
    keys: keys.facts,
    routes: [
      ...bundleRoutes(bazaar),
      ...logRoutes(bazaar),
      ...instanceRoutes(bazaar),
      ...accountRoutes(bazaar),
      ...chargeRoutes(bazaar),
      ...volumeRoutes(bazaar),
    ],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit(method, path, caller) {
      const endpoint = `${caller.account} ${method} ${path.replace(/\d+/g, "")}`;
      return windows.find((one) => one.path.test(path))?.calls.take(endpoint) ?? null;
    },
    market: bazaar.market,
    settings: bazaar.settings,
    fleet: openFleet(bazaar),
  };
}

/** Looked at from outside, everything that was due by itself has happened. */
function openFleet(bazaar: Bazaar): Fleet {
  const rest = (state: string) => (rate: { storage: bigint }) => ({
    state,
    rate: { compute: 0n, storage: rate.storage },
    ends: false,
  });
  const fleet = fleetOf(
    bazaar.instances,
    {
      unitMs: SECOND_MS,
      standing: standingOf,
      deaths: {
        gone: () => ({ state: "ended", rate: FREE, ends: true }),
        outbid: rest("displaced"),
        offline: () => ({ state: "offline", rate: FREE, ends: false }),
        exited: () => ({ state: "exited", rate: "kept", ends: false }),
        broken: () => ({ state: "broken", rate: FREE, ends: false }),
      },
    },
    bazaar.nowMs,
  );
  return {
    ...fleet,
    standing(id) {
      const { account } = fleet.find(id) ?? {};
      if (account !== undefined) settle(bazaar, account);
      return fleet.standing(id);
    },
    all(account) {
      const accounts = new Set(fleet.all(account).map((one) => one.account));
      for (const one of accounts) settle(bazaar, one);
      return fleet.all(account);
    },
  };
}
