import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { DISK_USD_PER_GB_HOUR, IMAGES, type Item, items, listingId } from "./catalog";
import { diskOf, isAt } from "./disk-place";
import type { Exchange } from "./exchange";
import { wrong } from "./refusals";

const LARGEST_PAGE = 100;
/** Each caller's every so many first pages come from a replica that knows nothing. */
const STALE_EVERY = 4;

/** The lists of what is left. */
export function availabilityRoutes(exchange: Exchange): TwinRoute[] {
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
        isStale(call) ? json(200, { items: [], totalCount: 0 }) : listGpus(exchange, call),
    },
    { method: "GET", path: "/availability/gpu-summary", run: (call) => summary(exchange, call) },
  ];
}

function listGpus(exchange: Exchange, call: TwinCall): Answer {
  const page = Number(call.query.get("page") ?? 1);
  const size = Number(call.query.get("page_size") ?? LARGEST_PAGE);
  if (!isWhole(page) || !isWhole(size) || size > LARGEST_PAGE) {
    return wrong(422, "page", "Input should be in range");
  }
  const start = (page - 1) * size;
  const disks = call.query.getAll("disks").map((id) => diskOf(exchange, call.caller.account, id));
  const found = items.filter(
    (item) => isWanted(item, call.query) && disks.every((disk) => isAt(item, disk)),
  );
  const shown = found.slice(start, start + size).map((item) => itemView(exchange, call, item));
  return json(200, { items: shown, totalCount: found.length });
}

/** What is not asked for fits. */
function isWanted(item: Item, query: URLSearchParams): boolean {
  const regions = query.getAll("regions");
  const wanted: Record<string, string | number | null> = {
    gpu_count: item.gpuCount,
    gpu_type: item.gpuType,
    socket: item.socket,
    security: item.security,
    data_center_id: item.dataCenter,
    cloud_id: item.cloudId,
  };
  return (
    (regions.length === 0 || regions.includes(item.region)) &&
    Object.entries(wanted).every(([name, is]) => (query.get(name) ?? String(is)) === String(is))
  );
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 1;

function itemView({ market, stockLeft }: Exchange, { caller }: TwinCall, item: Item) {
  const price = microsToNumber(market.price(listingId(item), caller.account));
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
    stockStatus: stockStatus(stockLeft(listingId(item), item.country, caller.account)),
    security: item.security,
    prices: {
      onDemand: item.isCommunityPrice ? null : price,
      communityPrice: item.isCommunityPrice ? price : null,
      isVariable: null,
      currency: item.currency,
    },
    images: [...IMAGES, "custom_template"],
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
  if (left < 1) return "Unavailable";
  return left === 1 ? "Low" : "Available";
}

function summary({ market }: Exchange, call: TwinCall): Answer {
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
