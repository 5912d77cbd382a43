import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Bazaar, diskPerHour } from "./bazaar";
import { type Ask, asks } from "./catalog";
import { isFound, type Search, search } from "./search";

/** POST /bundles/: what hosts ask for slices of their machines, without pages; needs no key. */
export function bundleRoutes(bazaar: Bazaar): TwinRoute[] {
  const path = "/api/v0/bundles/";
  return [{ method: "POST", path, open: true, run: (call) => bundles(bazaar, call) }];
}

function bundles(bazaar: Bazaar, call: TwinCall): Answer {
  const wanted = search.safeParse(call.body);
  if (!wanted.success) return json(400, { error: "invalid_request", msg: "Invalid query" });
  const { account } = call.caller;
  const offers = asks
    .filter((ask) => isFound(ask, bazaar.isFree(ask, account), wanted.data))
    .map((ask) => view(bazaar, ask, { account, wanted: wanted.data }))
    .sort(byOrder(wanted.data))
    .slice(0, wanted.data.limit);
  return json(200, { offers });
}

/** The memory of the CPUs is that of the whole machine, of which the slice has a quarter. */
function view(bazaar: Bazaar, ask: Ask, asked: { account: string; wanted: Search }) {
  const { account, wanted } = asked;
  const leastBid = bazaar.leastBid(ask, account);
  const isBid = wanted.type === "bid";
  const base = isBid && leastBid !== null ? leastBid : bazaar.basePrice(ask, account);
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
    cpu_arch: ask.cpuArch,
    disk_space: ask.diskSpace,
    dph_base: microsToNumber(base),
    dph_total: microsToNumber(base + diskPerHour(ask, wanted.allocated_storage)),
    min_bid: leastBid === null ? null : microsToNumber(leastBid),
    storage_cost: ask.storageCost,
    inet_up: 912.3,
    inet_down: ask.inetDown,
    inet_up_cost: 0.00456,
    inet_down_cost: 0.00123,
    reliability2: ask.reliability,
    verification: ask.verification,
    geolocation: ask.geolocation,
    hosting_type: ask.hostingType,
    cuda_max_good: 12.8,
    direct_port_count: ask.directPorts,
    static_ip: true,
    rentable: true,
    rented: ask.rented,
    is_bid: isBid,
  };
}

/** By the first field asked for, cheapest asks first where none is. */
function byOrder({ order }: Search) {
  const [field, direction] = order[0] ?? ["dph_total", "asc"];
  const sign = direction === "asc" ? 1 : -1;
  const read = (row: object) => Number(Object.entries(row).find(([name]) => name === field)?.[1]);
  return (a: object, b: object) => sign * ((read(a) || 0) - (read(b) || 0));
}
