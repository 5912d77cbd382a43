import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { type InstanceType, type Location, listingId, locations, types } from "./catalog";

/** What the list says where there is no price. */
const NONE = "N/A*";
/** Windows costs more; how much does not matter to anybody who reads this here. */
const WINDOWS_FACTOR = 1.4;

/** The file behind the page of spot prices, which needs no key. */
export function spotRoutes(market: Market): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/spot/spot.json",
      open: true,
      run: () => json(200, spotFile(market), "application/x-javascript"),
    },
  ];
}

function spotFile(market: Market) {
  const regions = locations.filter((one) => one.type === "AWS Region" && one.hasPrices);
  return {
    vers: 0.01,
    config: {
      rate: "perhr",
      valueColumns: ["linux", "mswin"],
      currencies: ["USD"],
      regions: regions.map((region) => regionView(market, region)),
    },
  };
}

function regionView(market: Market, region: Location) {
  const here = types.filter((one) => region.code in one.usd);
  return {
    region: region.spotName ?? region.code,
    footnotes: { "*": "notAvailableForCCorCGPU" },
    instanceTypes: [...new Set(here.map((one) => one.family))].map((family) => ({
      type: family,
      sizes: here
        .filter((one) => one.family === family)
        .map((one) => sizeView(market, one, region.code)),
    })),
  };
}

function sizeView(market: Market, { type, spotUsd }: InstanceType, region: string) {
  const price = microsToNumber(market.price(listingId(type, region, true), "main"));
  const isSold = region in spotUsd;
  return {
    size: type,
    valueColumns: [
      { name: "mswin", prices: { USD: isSold ? (price * WINDOWS_FACTOR).toFixed(4) : NONE } },
      { name: "linux", prices: { USD: isSold ? String(price) : NONE } },
    ],
  };
}
