import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { listingId, locations, type OddRow, odd, type Size, sizes } from "./catalog";
import { readFilter } from "./filter";
import { fail } from "./refusals";

/** The real list holds a thousand rows a page; less here, so that there is more than one. */
const PAGE = 100;

/** The retail price list, which needs no key. */
export function priceRoutes(market: Market): TwinRoute[] {
  return [{ method: "GET", path: "/prices", open: true, run: (call) => list(market, call) }];
}

function list(market: Market, call: TwinCall): Answer {
  const matches = readFilter(call.query.get("$filter") ?? "");
  if (matches === null) return fail(400, "Invalid OData parameters supplied");
  const skip = Number(call.query.get("$skip") ?? 0);
  if (!Number.isInteger(skip) || skip < 0) return fail(400, "Invalid OData parameters supplied");
  const rows = [...sizes.flatMap((size) => pricesOf(market, size)), ...odd.map(oddView)];
  const found = rows.filter(matches);
  const page = found.slice(skip, skip + PAGE);
  return json(200, {
    BillingCurrency: "USD",
    CustomerEntityId: "Default",
    CustomerEntityType: "Retail",
    Items: page,
    NextPageLink: skip + PAGE < found.length ? nextPage(call, skip + PAGE) : null,
    Count: page.length,
  });
}

function nextPage({ query }: TwinCall, skip: number): string {
  const next = new URLSearchParams(query);
  next.set("$skip", String(skip));
  return `https://prices.azure.com:443/api/retail/prices?${next}`;
}

function pricesOf(market: Market, size: Size) {
  return [
    ...Object.keys(size.usd).map((region) => priceView(market, size, region, false)),
    ...Object.keys(size.spotUsd).map((region) => priceView(market, size, region, true)),
  ];
}

function priceView(market: Market, size: Size, region: string, isSpot: boolean) {
  const { armSkuName, productName } = size;
  const plain = armSkuName.replace("Standard_", "").replaceAll("_", " ");
  const price = market.price(listingId(armSkuName, region, isSpot), "main");
  return row({
    armSkuName,
    productName,
    armRegionName: region,
    retailPrice: microsToNumber(price),
    meterName: isSpot ? `${plain} Spot` : plain,
    type: "Consumption",
    unitOfMeasure: "1 Hour",
    isPrimaryMeterRegion: true,
    effectiveStartDate: "2024-02-01T00:00:00Z",
  });
}

const oddView = (one: OddRow) => row(one);

function row({ reservationTerm, ...facts }: OddRow) {
  return {
    currencyCode: "USD",
    tierMinimumUnits: 0,
    ...(reservationTerm && { reservationTerm }),
    ...facts,
    unitPrice: facts.retailPrice,
    location: locations[facts.armRegionName] ?? facts.armRegionName,
    skuName: facts.meterName,
    serviceName: "Virtual Machines",
    serviceId: "DZH313Z7MMC8",
    serviceFamily: "Compute",
  };
}
