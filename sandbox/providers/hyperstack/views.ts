import { microsToNumber } from "../../money";
import { catalog, type Flavor, flavors, regions } from "./catalog";
import { ADDRESS_MICROS_PER_HOUR, DISK_USD_PER_GB_HOUR, type Yard } from "./yard";

const sizes = [1, 2, 4, 8, 10];

/** What one account sees of what is sold. */
export interface Seen {
  yard: Yard;
  account: string;
}

/** What is sold, in groups of one GPU and region; one GPU has no price, one machine no GPU. */
export function flavorGroups(seen: Seen) {
  const { unpriced, plain } = catalog;
  const none = { id: 900, display_name: null, features: {}, labels: [], stock_available: true };
  return [
    ...catalog.gpus.flatMap((gpu) =>
      gpu.regions.map(({ region }) => groupOf(seen, gpu.name, region)),
    ),
    {
      gpu: unpriced.name,
      region_name: unpriced.region,
      flavors: [
        {
          ...none,
          name: unpriced.flavor,
          region_name: unpriced.region,
          cpu: unpriced.cpu,
          ram: unpriced.ram,
          disk: 100,
          ephemeral: 0,
          gpu: unpriced.name,
          gpu_count: unpriced.count,
        },
      ],
    },
    {
      gpu: "",
      region_name: plain.region,
      flavors: [
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
        },
      ],
    },
  ];
}

function groupOf({ yard, account }: Seen, gpu: string, region: string) {
  const own = flavors.filter((flavor) => flavor.gpu === gpu && flavor.region === region);
  const left = yard.stockLeft(gpu, region, account);
  return {
    gpu,
    region_name: region,
    flavors: own.map((flavor) => ({
      ...flavorView(flavor),
      display_name: null,
      region_name: region,
      stock_available: left >= flavor.gpuCount,
    })),
  };
}

/** What a flavor is, wherever it is shown. */
export function flavorView(flavor: Flavor) {
  return {
    id: flavor.id,
    name: flavor.name,
    cpu: flavor.cpu,
    ram: flavor.ram,
    disk: flavor.diskGb,
    ephemeral: flavor.ephemeralGb,
    gpu: flavor.gpu,
    gpu_count: flavor.gpuCount,
    features: flavor.staysAwake ? { no_hibernation: true } : {},
    labels: [],
  };
}

/** Dollars an hour of one of each; an account's discount is in the value alone. */
export function pricebook({ yard, account }: Seen) {
  const row = (name: string, value: number, original: number) => ({
    name,
    value,
    original_value: original,
    discount_applied: value !== original,
    start_time: null,
    end_time: null,
  });
  const plain = (name: string, value: number) => row(name, value, value);
  const gpus = catalog.gpus.map((gpu) => {
    const price = microsToNumber(yard.market.price(gpu.name, account));
    return row(gpu.name, gpu.discountedUsd ?? price, price);
  });
  const rows = [
    ...gpus,
    plain(catalog.plain.name, catalog.plain.usdPerHour),
    plain("PublicIP", microsToNumber(ADDRESS_MICROS_PER_HOUR)),
    plain("Cloud-SSD", DISK_USD_PER_GB_HOUR),
  ];
  return rows.map((one, index) => ({ id: index + 1, ...one }));
}

/** The number of GPUs is text; that of machines of each size is a number. */
export function stocks({ yard, account }: Seen) {
  return regions.map((region) => ({
    region,
    "stock-type": "GPU",
    models: catalog.gpus
      .filter((gpu) => gpu.regions.some((one) => one.region === region))
      .map((gpu) => {
        const left = yard.stockLeft(gpu.name, region, account);
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
