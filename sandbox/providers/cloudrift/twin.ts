import type { IncomingHttpHeaders } from "node:http";
import { FREE } from "../../ledger";
import { accountKeys } from "../account-keys";
import { fleetOf } from "../fleet";
import type { Refusals, Twin, World } from "../twin";
import { catalogRoutes } from "./catalog-routes";
import { plain } from "./envelope";
import { openHall, SECOND_MS } from "./hall";
import { instanceRoutes } from "./instance-routes";
import { standingOf } from "./standing";

const refusals: Refusals = {
  unauthorized: () => plain(401, "Not authorized"),
  forbidden: () => plain(403, "Forbidden"),
  notFound: () => plain(404, "Not found"),
  wrongMethod: (allowed) => ({
    ...plain(405, "Method not allowed"),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => plain(400, "Bad request"),
  tooMany: (retryAfterS) => ({
    ...plain(429, "Too many requests"),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => plain(status, "Internal server error"),
  noCapacity: () => plain(400, "No node is available"),
};

/** CloudRift v1: virtual machines, billed from when they are ready until terminate is called. */
export function cloudriftTwin(world: World): Twin {
  const hall = openHall(world);
  const keys = accountKeys("cloudrift", [
    { suffix: "key", account: "main" },
    { suffix: "readonly", account: "main", rights: "read" },
    { suffix: "poor", account: "poor" },
    { suffix: "full", account: "full" },
    { suffix: "twice", account: "twice", trouble: "twice" },
  ]);
  return {
    id: "cloudrift",
    title: "CloudRift",
    mount: "/cloudrift/api/v1",
    keys: keys.facts,
    routes: [...catalogRoutes(hall), ...instanceRoutes(hall)],
    caller: (headers) => keys.callerOf(apiKey(headers)),
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
          gone: () => ({ state: "Inactive", rate: FREE, ends: true }),
          error: () => ({ state: "Crashed", rate: "kept", ends: false }),
          exited: () => ({ state: "Shutoff", rate: "kept", ends: false }),
          paused: () => ({ state: "Paused", rate: "kept", ends: false }),
        },
      },
      hall.nowMs,
    ),
  };
}

function apiKey(headers: IncomingHttpHeaders): string {
  const header = headers["x-api-key"];
  return typeof header === "string" ? header : "";
}
