import { FREE } from "../../ledger";
import { rateWindows } from "../../wire/rate-windows";
import { accountKeys, bearer } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Twin, World } from "../twin";
import { instanceRoutes } from "./instance-routes";
import { locationRoutes } from "./location-routes";
import { refusals } from "./refusals";
import { standingOf } from "./standing";
import { openYard, RELEASED, SECOND_MS } from "./yard";

/** TensorDock v2: machines put together per location, billed stopped or not while they keep their card. */
export function tensordockTwin(world: World): Twin {
  const yard = openYard(world);
  const keys = accountKeys("tensordock", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "poor", account: "poor" },
    { suffix: "flat", account: "flat", trouble: "flat" },
    { suffix: "nested", account: "nested", trouble: "nested" },
  ]);
  const windows = rateWindows([{ name: "minute", seconds: 60, calls: 100 }], yard.nowMs);
  return {
    id: "tensordock",
    title: "TensorDock",
    mount: "/tensordock/api/v2",
    keys: keys.facts,
    routes: [...locationRoutes(yard), ...instanceRoutes(yard)],
    caller: (headers) => keys.callerOf(bearer(headers.authorization) ?? ""),
    revokeKey: keys.revoke,
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    limit: (_method, _path, { account }) => windows.take(account),
    market: yard.market,
    settings: yard.settings,
    fleet: fleetOf(
      yard.instances,
      {
        unitMs: SECOND_MS,
        standing: standingOf,
        priced: (wire, micros) => ({ ...wire, computeMicros: micros.toString() }),
        deaths: {
          gone: () => ({ state: "deleted", rate: FREE, ends: true }),
          error: () => ({ state: "error", rate: "kept", ends: false }),
          exited: () => ({ state: "stopped", rate: "kept", ends: false }),
          released: ({ storage }) => ({
            state: RELEASED,
            rate: { compute: 0n, storage },
            ends: false,
          }),
        },
      },
      yard.nowMs,
    ),
  };
}
