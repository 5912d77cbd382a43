import type { IncomingHttpHeaders } from "node:http";
import { openMarket } from "../../market";
import { scopedSettings } from "../../scope";
import type { Answer } from "../../wire/answer";
import { accountKeys } from "../account-keys";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { routes } from "./routes";

/** CloudRift v1: instance types without a key, and who a key belongs to. */
export function cloudriftTwin(world: World): Twin {
  const market = openMarket(world.store, "cloudrift", listings);
  const keys = accountKeys("cloudrift", [{ suffix: "key", account: "main" }]);
  return {
    id: "cloudrift",
    title: "CloudRift",
    mount: "/cloudrift/api/v1",
    keys: keys.facts,
    routes: routes(market),
    caller: (headers) => keys.callerOf(apiKey(headers)),
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals: {
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
    },
    market,
    settings: scopedSettings(world.store, "cloudrift"),
    fleet: null,
  };
}

function apiKey(headers: IncomingHttpHeaders): string {
  const header = headers["x-api-key"];
  return typeof header === "string" ? header : "";
}

function plain(status: number, text: string): Answer {
  return { status, text, type: "text/plain; charset=utf-8" };
}
