import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, World } from "../twin";
import { accountRoutes } from "./account-routes";
import { billingRoutes } from "./billing-routes";
import { catalogRoutes } from "./catalog-routes";
import { logRoutes } from "./log-routes";
import { podRoutes } from "./pod-routes";
import { refusals } from "./problems";
import { standingOf } from "./standing";
import { volumeRoutes } from "./volume-routes";
import { openYard, SECOND_MS } from "./yard";

const WINDOWS = [
  { name: "minute", seconds: 60, calls: 60 },
  { name: "hour", seconds: 3_600, calls: 3_000 },
  { name: "day", seconds: 86_400, calls: 50_000 },
];

/** RunPod REST v2: pods that start, stop and are billed by the second from their creation. */
export function runpodTwin(world: World): Twin {
  const yard = openYard(world);
  const keys = accountKeys("runpod", [
    { suffix: "key", account: "main" },
    {
      suffix: "readonly",
      account: "main",
      rights: "read",
    },
    { suffix: "poor", account: "poor" },
  ]);
  const windows = rateWindows(WINDOWS, yard.nowMs);
  return {
    id: "runpod",
    title: "RunPod",
    mount: "/runpod/v2",
    keys: keys.facts,
    routes: [
      ...catalogRoutes(yard),
      ...podRoutes(yard),
      ...logRoutes(yard),
      ...volumeRoutes(yard),
      ...accountRoutes(yard),
      ...billingRoutes(yard),
    ],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    headers(caller): Record<string, string> {
      if (caller.rights === "none") return {};
      const left = windows.left(caller.account);
      return {
        RateLimit: left.map((one) => `"${one.name}";r=${one.left};t=${one.resetS}`).join(", "),
        "RateLimit-Policy": WINDOWS.map(
          (one) => `"${one.name}";q=${one.calls};w=${one.seconds}`,
        ).join(", "),
      };
    },
    limit: (_method, _path, caller) => windows.take(caller.account),
    market: yard.market,
    settings: yard.settings,
    fleet: fleetOf(
      yard.pods,
      {
        unitMs: SECOND_MS,
        standing: standingOf,
        deaths: {
          gone: () => ({ state: "TERMINATED", rate: FREE, ends: true }),
          error: () => ({ state: "ERROR", rate: "kept", ends: false }),
          exited: ({ compute, storage }) => ({
            state: "EXITED",
            rate: { compute: 0n, storage: compute === 0n ? storage : storage * 2n },
            ends: false,
          }),
        },
        priced: (wire, micros) => ({ ...wire, hourlyMicros: micros.toString() }),
      },
      yard.nowMs,
    ),
    disks: fleetOf(yard.volumes, { unitMs: SECOND_MS, deaths: {} }, yard.nowMs),
  };
}
