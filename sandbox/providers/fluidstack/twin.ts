import type { IncomingHttpHeaders } from "node:http";
import type { Market } from "../../market";
import { microsToUsd } from "../../money";
import { type Answer, json } from "../../wire/answer";
import { priceTwin } from "../price-twin";
import type { Refusals, Twin, TwinCall, World } from "../twin";
import { type Configuration, configurations, listings } from "./catalog";

/** FluidStack's platform API: what is on sale, told per GPU with decimals in strings. */
export function fluidstackTwin(world: World): Twin {
  return priceTwin(world, {
    id: "fluidstack",
    title: "FluidStack",
    mount: "/fluidstack",
    listings,
    keyOf: apiKey,
    refusals,
    routes: (market) => [
      {
        method: "GET",
        path: "/list_available_configurations",
        run: (call) =>
          json(
            200,
            configurations.map((one) => view(market, call, one)),
          ),
      },
    ],
  });
}

function view(market: Market, { caller }: TwinCall, one: Configuration) {
  return {
    ...one,
    price_per_gpu_hr: microsToUsd(market.price(one.gpu_type, caller.account)),
    regions: Object.keys(listings[0]?.stock ?? {}).filter(
      (region) => market.stock(one.gpu_type, region, caller.account) > 0,
    ),
  };
}

function apiKey(headers: IncomingHttpHeaders): string | undefined {
  const header = headers["api-key"];
  return typeof header === "string" ? header : undefined;
}

function fail(status: number, message: string): Answer {
  return json(status, { message });
}

const refusals: Refusals = {
  unauthorized: () => fail(401, "Invalid API key"),
  forbidden: () => fail(403, "Forbidden"),
  notFound: () => json(404, { detail: "Not Found" }),
  wrongMethod: (allowed) => ({
    ...json(405, { detail: "Method Not Allowed" }),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () =>
    json(422, { detail: [{ loc: ["body"], msg: "Invalid JSON", type: "json_invalid" }] }),
  tooMany: (retryAfterS) => ({
    ...fail(429, "Too many requests"),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => fail(status, "Internal server error"),
  noCapacity: () => fail(409, "No capacity available"),
};
