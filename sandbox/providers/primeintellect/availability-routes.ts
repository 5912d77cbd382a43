import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Item, items, listingId } from "./catalog";

const LARGEST_PAGE = 100;
const DISK_USD_PER_GB_HOUR = 0.00014;
/** Each caller's every so many first pages come from a replica that knows nothing. */
const STALE_EVERY = 4;

/** The lists of what is left. */
export function availabilityRoutes(market: Market): TwinRoute[] {
  const asked = new Map<string, number>();
  const isStale = ({ caller, query }: TwinCall) => {
    if ((query.get("page") ?? "1") !== "1") return false;
    const count = asked.get(caller.account) ?? 0;
    asked.set(caller.account, count + 1);
    return count % STALE_EVERY === 0;
  };
  return [
    {
      method: "GET",
      path: "/availability/gpus",
      run: (call) =>
        isStale(call) ? json(200, { items: [], totalCount: 0 }) : listGpus(market, call),
    },
    { method: "GET", path: "/availability/gpu-summary", run: (call) => summary(market, call) },
  ];
}

function listGpus(market: Market, call: TwinCall): Answer {
  const page = Number(call.query.get("page") ?? 1);
  const size = Number(call.query.get("page_size") ?? LARGEST_PAGE);
  if (!isWhole(page) || !isWhole(size) || size > LARGEST_PAGE) {
    return json(422, { errors: [{ param: "page", details: "Input should be in range" }] });
  }
  const start = (page - 1) * size;
  const shown = items.slice(start, start + size).map((item) => itemView(market, call, item));
  return json(200, { items: shown, totalCount: items.length });
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 1;

function itemView(market: Market, call: TwinCall, item: Item) {
  const price = microsToNumber(market.price(listingId(item), call.caller.account));
  const none = part(null, null);
  return {
    cloudId: item.cloudId,
    gpuType: item.gpuType,
    socket: item.socket,
    provider: item.provider,
    region: item.region,
    dataCenter: item.dataCenter,
    country: item.country,
    gpuCount: item.gpuCount,
    gpuMemory: item.gpuMemory,
    disk: part(item.diskGb, DISK_USD_PER_GB_HOUR),
    sharedDisk: none,
    vcpu: part(item.vcpus, null),
    memory: part(item.ramGb, null),
    internetSpeed: null,
    interconnect: null,
    interconnectType: null,
    provisioningTime: null,
    stockStatus: stockStatus(market.stock(listingId(item), item.country, call.caller.account)),
    security: item.security,
    prices: {
      onDemand: item.isCommunityPrice ? null : price,
      communityPrice: item.isCommunityPrice ? price : null,
      isVariable: null,
      currency: item.currency,
    },
    images: ["ubuntu_22_cuda_12", "custom_template"],
    isSpot: item.isSpot,
    prepaidTime: item.prepaidTime,
  };
}

/** One part of the machine; the default disk is in the listed price whatever the flag says. */
function part(count: number | null, pricePerUnit: number | null) {
  return {
    minCount: pricePerUnit === null ? null : count,
    defaultCount: count,
    maxCount: null,
    pricePerUnit,
    step: pricePerUnit === null ? null : 1,
    defaultIncludedInPrice: pricePerUnit === null ? null : false,
    additionalInfo: null,
  };
}

function stockStatus(left: number): string {
  if (left === 0) return "Unavailable";
  return left === 1 ? "Low" : "Available";
}

function summary(market: Market, call: TwinCall): Answer {
  const types: Record<string, Record<string, { cheapest: { onDemand: number } }>> = {};
  for (const item of items.filter((one) => !one.isSpot && one.currency === "USD")) {
    const price = microsToNumber(market.price(listingId(item), call.caller.account));
    const counts = types[item.gpuType] ?? {};
    const known = counts[item.gpuCount]?.cheapest.onDemand ?? price;
    counts[item.gpuCount] = { cheapest: { onDemand: Math.min(known, price) } };
    types[item.gpuType] = counts;
  }
  return json(200, types);
}
