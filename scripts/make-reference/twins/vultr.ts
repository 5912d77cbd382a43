import type { CsvRow } from "../csv";
import { findStartPrice } from "./start-price";

interface Plan {
  id: string;
  vcpu_count: number;
  ram: number;
  disk: number;
  gpu_vram_gb: number;
  gpu_type: string;
  hourly_cost: number;
  monthly_cost: number;
  type: string;
  locations: readonly string[];
  _source: string;
}

const documented = "recorded answer of the provider, dstackai/gpuhunt tests";
const idsDocumented = "id and GPU: table of dstackai/gpuhunt";

/** Start facts of the Vultr twin: virtual machines, bare metal and the regions both name. */
export function vultrCatalog(offers: readonly CsvRow[]) {
  return { plans: [...plans(offers)], metal: [...metal(offers)], regions };
}

/** Virtual machine plans; the last two are no GPU offers and one of them is free. */
function* plans(offers: readonly CsvRow[]): Generator<Plan> {
  yield plan("vcg-a100-1c-6g-4vram", [1, 6, 70, 4], "NVIDIA_A100", 0.123, ["ewr"], documented);
  yield plan(
    "vcg-a100-12c-120g-80vram",
    [12, 120, 1400, 80],
    "NVIDIA_A100",
    2.397,
    ["ewr"],
    documented,
  );
  for (const [id, shape, locations] of l40sPlans) {
    const row = offers.find((offer) => offer.offer_name === id);
    const source = `price: ${row?.source_repo} ${row?.observed_at?.slice(0, 10)}; locations: invented`;
    yield plan(id, shape, "NVIDIA_L40S", Number(row?.price_on_demand_usd_hr), locations, source);
  }
  for (const [id, shape, spelling, locations] of pricedPlans) {
    const found = findStartPrice(offers, { provider: "vultr", spellings: [spelling] });
    const source = `price: ${found?.source}; id from vCPU, RAM and memory; locations: invented`;
    const gpuType = spelling.replace(" ", "_");
    yield plan(id, shape, gpuType, found?.usdPerGpuHour ?? 0, locations, source);
  }
  const noGpu = "no GPU; made for the twin, a reader must skip it";
  yield { ...plan("vc2-1c-1gb", [1, 1, 25, 0], "", 0.007, ["ewr", "ord"], noGpu), type: "vc2" };
  yield { ...plan("vc2-1c-0.5gb-free", [1, 0.5, 10, 0], "", 0, ["ewr"], noGpu), type: "vc2" };
}

type Shape = readonly [vcpu: number, ramGib: number, diskGb: number, vramGb: number];

const l40sPlans: readonly (readonly [string, Shape, readonly string[]])[] = [
  ["vcg-l40s-16c-180g-48vram", [16, 180, 1200, 48], ["ewr", "ord", "ams"]],
  ["vcg-l40s-32c-375g-96vram", [32, 375, 2200, 96], ["ord", "ams"]],
  ["vcg-l40s-64c-750g-192vram", [64, 750, 2600, 192], ["ord"]],
  ["vcg-l40s-128c-1500g-384vram", [128, 1500, 3400, 384], []],
];

const pricedPlans: readonly (readonly [string, Shape, string, readonly string[]])[] = [
  ["vcg-a16-6c-64g-16vram", [6, 64, 350, 16], "NVIDIA A16", ["ewr", "nrt", "fra"]],
  ["vcg-a40-24c-120g-48vram", [24, 120, 1400, 48], "NVIDIA A40", ["ewr", "sgp"]],
  ["vcg-gh200-72c-480g-96vram", [72, 480, 3800, 96], "NVIDIA GH200", ["atl"]],
];

function plan(
  id: string,
  [vcpu, ramGib, disk, vram]: Shape,
  gpuType: string,
  hourlyCost: number,
  locations: readonly string[],
  source: string,
): Plan {
  return {
    id,
    vcpu_count: vcpu,
    ram: ramGib * 1024,
    disk,
    gpu_vram_gb: vram,
    gpu_type: gpuType,
    hourly_cost: hourlyCost,
    monthly_cost: monthly(hourlyCost),
    type: "vcg",
    locations,
    _source: source,
  };
}

/** Bare metal plans say their GPU only in the id. */
function* metal(offers: readonly CsvRow[]) {
  yield {
    ...host("vbm-256c-2048gb-8-mi300x-gpu", "EPYC 9534", 256, 2_321_924, ["ord"]),
    ...{ disk: 3576, disk_count: 8, hourly_cost: 17.52, monthly_cost: 11773.44 },
    ...{ hourly_cost_preemptible: 14.72, monthly_cost_preemptible: 9891.84, _source: documented },
  };
  yield {
    ...host("vbm-112c-2048gb-8-h100-gpu", "Platinum 8480+", 224, 2_097_152, ["sea"]),
    ...{ disk: 960, disk_count: 2, hourly_cost: 23.92, monthly_cost: 16074.24 },
    ...{ hourly_cost_preemptible: 18.4, monthly_cost_preemptible: 12364.8, _source: documented },
  };
  for (const [id, cpu, threads, ramMb, offerName, gpus, locations] of pricedMetal) {
    const row = offers.find((offer) => offer.offer_name === offerName);
    const hourly = round(Number(row?.price_on_demand_usd_hr) * gpus);
    yield {
      ...host(id, cpu, threads, ramMb, locations),
      ...{ disk: 960, disk_count: 2, hourly_cost: hourly, monthly_cost: monthly(hourly) },
      ...{ hourly_cost_preemptible: null, monthly_cost_preemptible: null },
      _source: `price: ${row?.source_repo} ${row?.observed_at?.slice(0, 10)} x ${gpus}; ${idsDocumented}; rest: invented`,
    };
  }
}

const pricedMetal: readonly (readonly [
  id: string,
  cpu: string,
  threads: number,
  ramMb: number,
  offerName: string,
  gpus: number,
  locations: readonly string[],
])[] = [
  [
    "vbm-64c-2048gb-8-l40-gpu",
    "EPYC 9354",
    128,
    2_097_152,
    "vultr-l40s-bare-metal-on-demand",
    8,
    ["ord"],
  ],
  ["vbm-72c-480gb-gh200-gpu", "Grace", 72, 491_520, "vultr-gh200-bare-metal-on-demand", 1, ["atl"]],
  ["vbm-48c-1024gb-4-a100-gpu", "EPYC 7443", 96, 1_048_576, "vultr-a100-pcie-on-demand", 4, []],
];

function host(
  id: string,
  cpuModel: string,
  threads: number,
  ram: number,
  locations: readonly string[],
) {
  return { id, cpu_model: cpuModel, cpu_threads: threads, ram, type: "NVMe", locations };
}

/** A month of 730 hours, in cents. */
function monthly(hourlyCost: number): number {
  return Math.round(hourlyCost * 730 * 100) / 100;
}

function round(usd: number): number {
  return Math.round(usd * 10_000) / 10_000;
}

const regions = [
  { id: "ewr", city: "New Jersey", country: "US", continent: "North America" },
  { id: "ord", city: "Chicago", country: "US", continent: "North America" },
  { id: "sea", city: "Seattle", country: "US", continent: "North America" },
  { id: "atl", city: "Atlanta", country: "US", continent: "North America" },
  { id: "ams", city: "Amsterdam", country: "NL", continent: "Europe" },
  { id: "fra", city: "Frankfurt", country: "DE", continent: "Europe" },
  { id: "nrt", city: "Tokyo", country: "JP", continent: "Asia" },
  { id: "sgp", city: "Singapore", country: "SG", continent: "Asia" },
];
