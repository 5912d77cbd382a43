import type { Market } from "../../market";
import { type Answer, json } from "../../wire/answer";
import { priceTwin } from "../price-twin";
import type { Refusals, Twin, TwinCall, World } from "../twin";
import { listings, type Sku, skus } from "./catalog";
import { nanosOf, skuView } from "./sku-view";

const NANOS_PER_MICRO = 1_000n;
const LARGEST_PAGE = 5_000;
/** A page may hold less than was asked for; small ones make every reader turn them. */
const GIVEN_PAGE = 40;

/** Google's Cloud Billing catalogue: the parts that Compute Engine machines are billed by. */
export function gcpTwin(world: World): Twin {
  return priceTwin(world, {
    id: "gcp",
    title: "Google Cloud",
    mount: "/gcp/v1",
    listings,
    keyOf(headers) {
      const key = headers["x-goog-api-key"];
      return typeof key === "string" ? key : undefined;
    },
    refusals,
    routes: (market) => [
      {
        method: "GET",
        path: "/services/6F81-5844-456A/skus",
        run: (call) => listSkus(market, call),
      },
    ],
  });
}

function listSkus(market: Market, call: TwinCall): Answer {
  const asked = Number(call.query.get("pageSize") ?? LARGEST_PAGE);
  const start = readToken(call.query.get("pageToken") ?? "");
  if (!Number.isInteger(asked) || asked < 0 || start === undefined) {
    return fail(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
  }
  const end = start + Math.min(asked || LARGEST_PAGE, GIVEN_PAGE);
  return json(200, {
    skus: skus.slice(start, end).map((sku) => skuView(sku, nanos(market, call, sku))),
    nextPageToken: end < skus.length ? Buffer.from(`from ${end}`).toString("base64") : "",
  });
}

function nanos(market: Market, { caller }: TwinCall, sku: Sku): bigint {
  return market.has(sku.description)
    ? market.price(sku.description, caller.account) * NANOS_PER_MICRO
    : nanosOf(sku.usd);
}

function readToken(token: string): number | undefined {
  if (token === "") return 0;
  const match = /^from (\d+)$/.exec(Buffer.from(token, "base64").toString("utf8"));
  return match ? Number(match[1]) : undefined;
}

function fail(code: number, status: string, message: string, details?: unknown[]): Answer {
  return json(code, { error: { code, message, status, ...(details ? { details } : {}) } });
}

const refusals: Refusals = {
  unauthorized: (headers) =>
    headers["x-goog-api-key"] === undefined
      ? fail(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.")
      : fail(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "API_KEY_INVALID",
            domain: "googleapis.com",
          },
        ]),
  forbidden: () => fail(403, "PERMISSION_DENIED", "The caller does not have permission."),
  notFound: () => fail(404, "NOT_FOUND", "Requested entity was not found."),
  wrongMethod: (allowed) => ({
    ...fail(405, "UNIMPLEMENTED", "Method not allowed."),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => fail(400, "INVALID_ARGUMENT", "Invalid JSON payload received."),
  tooMany: (retryAfterS) => ({
    ...fail(429, "RESOURCE_EXHAUSTED", "Quota exceeded."),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => fail(status, "INTERNAL", "Internal error encountered."),
  noCapacity: () => fail(409, "ABORTED", "The resource is not available."),
};
