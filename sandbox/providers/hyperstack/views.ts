import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { catalog, type Gpu } from "./catalog";

const ROOT_DISK_GB = 100;
const EPHEMERAL_GB_PER_GPU = 750;
const sizes = [1, 2, 4, 8, 10];

/** One market as one account sees it. */
export interface Seen {
  market: Market;
  account: string;
}

/** What is sold, in groups of one GPU and region; one GPU has no price, one machine no GPU. */
export function flavorGroups(seen: Seen) {
  const { unpriced, plain } = catalog;
  const none = { id: 900, display_name: null, features: {}, labels: [] };
  return [
    ...catalog.gpus.flatMap((gpu, index) => groupsOf(seen, gpu, 100 + index * 10)),
    group(unpriced.name, unpriced.region, [
      {
        ...none,
        name: unpriced.flavor,
        region_name: unpriced.region,
        cpu: unpriced.cpu,
        ram: unpriced.ram,
        disk: ROOT_DISK_GB,
        ephemeral: 0,
        gpu: unpriced.name,
        gpu_count: unpriced.count,
        stock_available: true,
      },
    ]),
    group("", plain.region, [
      {
        ...none,
        name: plain.name,
        region_name: plain.region,
        cpu: plain.cpu,
        ram: plain.ram,
        disk: plain.disk,
        ephemeral: 0,
        gpu: "",
        gpu_count: 0,
        stock_available: true,
      },
    ]),
  ];
}

function groupsOf(seen: Seen, gpu: Gpu, firstId: number) {
  return gpu.regions.map(({ region }) =>
    group(
      gpu.name,
      region,
      gpu.counts.map((count, index) => ({
        id: firstId + index,
        name: gpu.flavorName.replace("{}", String(count)),
        display_name: null,
        region_name: region,
        cpu: gpu.cpuPerGpu * count,
        ram: gpu.ramPerGpu * count,
        disk: ROOT_DISK_GB,
        ephemeral: EPHEMERAL_GB_PER_GPU * count,
        gpu: gpu.name,
        gpu_count: count,
        stock_available: leftOf(seen, gpu, region) >= count,
        features: {},
        labels: [],
      })),
    ),
  );
}

function group(gpu: string, region: string, flavors: object[]) {
  return { gpu, region_name: region, flavors };
}

/** Dollars an hour of one of each; an account's discount is in the value alone. */
export function pricebook({ market, account }: Seen) {
  const row = (name: string, value: number, original: number) => ({
    name,
    value,
    original_value: original,
    discount_applied: value !== original,
    start_time: null,
    end_time: null,
  });
  const gpus = catalog.gpus.map((gpu) => {
    const price = microsToNumber(market.price(gpu.name, account));
    return row(gpu.name, gpu.discountedUsd ?? price, price);
  });
  const { plain } = catalog;
  const rows = [...gpus, row(plain.name, plain.usdPerHour, plain.usdPerHour)];
  return rows.map((one, index) => ({ id: index + 1, ...one }));
}

/** The number of GPUs is text; that of machines of each size is a number. */
export function stocks(seen: Seen) {
  const regions = new Set(catalog.gpus.flatMap((gpu) => gpu.regions.map(({ region }) => region)));
  return [...regions].map((region) => ({
    region,
    "stock-type": "GPU",
    models: catalog.gpus
      .filter((gpu) => gpu.regions.some((one) => one.region === region))
      .map((gpu) => {
        const left = leftOf(seen, gpu, region);
        return {
          model: gpu.name,
          available: String(left),
          configurations: Object.fromEntries(
            sizes.map((size) => [`${size}x`, Math.floor(left / size)]),
          ),
          planned_7_days: "0",
          planned_30_days: "0",
          planned_100_days: "0",
        };
      }),
  }));
}

function leftOf({ market, account }: Seen, gpu: Gpu, region: string): number {
  return market.stock(gpu.name, region, account);
}
