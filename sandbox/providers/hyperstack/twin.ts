import type { IncomingHttpHeaders } from "node:http";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Refusals, Twin, World } from "../twin";
import { listings } from "./catalog";
import { flavorGroups, pricebook, stocks } from "./views";

/** Hyperstack v1: flavors without prices, a pricebook of single GPUs, and the stock. */
export function hyperstackTwin(world: World): Twin {
  return priceTwin(world, {
    id: "hyperstack",
    title: "Hyperstack",
    mount: "/hyperstack/v1",
    listings,
    routes: (market) => [
      {
        method: "GET",
        path: "/core/flavors",
        run: ({ caller, query }) => {
          const wanted = query.get("region");
          const all = flavorGroups({ market, account: caller.account });
          const data = all.filter((one) => (wanted ?? one.region_name) === one.region_name);
          return json(200, { status: true, message: "Getting flavors successful", data });
        },
      },
      {
        method: "GET",
        path: "/pricebook",
        run: ({ caller }) => json(200, pricebook({ market, account: caller.account })),
      },
      {
        method: "GET",
        path: "/core/stocks",
        run: ({ caller }) => json(200, { stocks: stocks({ market, account: caller.account }) }),
      },
    ],
    refusals,
    keyOf,
  });
}

const plain = jsonRefusals((status, message) => ({
  status: false,
  message,
  error_reason: status === 401 ? "unauthorized" : "error",
}));

/** The minute's limit is told without a time to wait. */
const refusals: Refusals = { ...plain, tooMany: () => plain.tooMany(null) };

/** The header is neither Authorization nor one with a dash. */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers.api_key;
  return typeof key === "string" ? key : undefined;
}
