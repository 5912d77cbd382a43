import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Refusals, Twin, TwinCall, World } from "../twin";
import { type Ask, asks, listingId, listings } from "./catalog";
import { isFound, type Search, search } from "./search";

const HOURS_PER_MONTH = 730;
const STORAGE_USD_PER_GB_MONTH = 0.15;
/** The disk that the catalogue's prices hold. */
const USUAL_DISK_GB = 8;

/** Vast.ai: what hosts ask for slices of their machines, without pages. */
export function vastaiTwin(world: World): Twin {
  return priceTwin(world, {
    id: "vastai",
    title: "Vast.ai",
    mount: "/vastai",
    listings,
    routes: (market) => [
      {
        method: "POST",
        path: "/api/v0/bundles/",
        open: true,
        run: (call) => bundles(market, call),
      },
    ],
    refusals,
  });
}

const plain = jsonRefusals((_status, msg) => ({ success: false, error: "error", msg }));

/** A wrong key is a 404, and being too quick is told in plain text, without a time to wait. */
const refusals: Refusals = {
  ...plain,
  unauthorized: () => json(404, { success: false, error: "auth_error", msg: "Invalid user key" }),
  malformed: () => json(400, { error: "invalid_request", msg: "Invalid json body" }),
  tooMany: () => ({
    status: 429,
    text: "API requests too frequent: endpoint threshold=2.0",
    type: "text/plain",
  }),
};

function bundles(market: Market, call: TwinCall): Answer {
  const wanted = search.safeParse(call.body);
  if (!wanted.success) return json(400, { error: "invalid_request", msg: "Invalid query" });
  const isFree = (ask: Ask) =>
    market.stock(listingId(ask), ask.geolocation ?? "nowhere", call.caller.account) > 0;
  const offers = asks
    .filter((ask) => isFound(ask, isFree(ask), wanted.data))
    .slice(0, wanted.data.limit)
    .map((ask) => view(ask, market.price(listingId(ask), call.caller.account), wanted.data));
  return json(200, { offers });
}

/** The memory of the CPUs is that of the whole machine, of which the slice has a quarter. */
function view(ask: Ask, price: bigint, wanted: Search) {
  const base = microsToNumber(price) - diskPerHour(USUAL_DISK_GB);
  return {
    id: ask.id,
    ask_contract_id: ask.id,
    machine_id: ask.machineId,
    host_id: ask.machineId + 7,
    resource_type: ask.type,
    gpu_name: ask.gpuName,
    num_gpus: ask.numGpus,
    gpu_frac: 0.25,
    gpu_ram: ask.gpuRamMb,
    gpu_total_ram: ask.gpuRamMb * ask.numGpus,
    cpu_ram: 257_616 * Math.max(1, ask.numGpus),
    cpu_cores: 64 * Math.max(1, ask.numGpus),
    cpu_cores_effective: 16 * Math.max(1, ask.numGpus),
    cpu_arch: "amd64",
    disk_space: 812.5,
    dph_base: round(base),
    dph_total: round(base + diskPerHour(wanted.allocated_storage)),
    min_bid: ask.minBid,
    storage_cost: STORAGE_USD_PER_GB_MONTH,
    inet_up_cost: 0.00456,
    inet_down_cost: 0.00123,
    reliability2: ask.reliability,
    verification: ask.verification,
    geolocation: ask.geolocation,
    hosting_type: ask.hostingType,
    cuda_max_good: 12.8,
    direct_port_count: 42,
    static_ip: true,
    rentable: true,
    rented: ask.rented,
    is_bid: wanted.type === "bid",
  };
}

const diskPerHour = (gb: number) => (gb * STORAGE_USD_PER_GB_MONTH) / HOURS_PER_MONTH;
const round = (usd: number) => Number(usd.toFixed(6));
