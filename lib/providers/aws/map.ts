import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { PricingModel, ProviderOffer } from "../contract";
import { readType } from "./read-type";
import type { OnDemandRow, SpotFile, SpotSize } from "./wire";

/** What the spot list calls some of the oldest regions. */
const aliases: Readonly<Record<string, string>> = {
  "us-east": "us-east-1",
  "us-west": "us-west-1",
  "eu-ireland": "eu-west-1",
  "apac-sin": "ap-southeast-1",
  "apac-syd": "ap-southeast-2",
  "apac-tokyo": "ap-northeast-1",
};

/** The machine around the cards, which only the list of prices on demand describes. */
export type Machine = Pick<ProviderOffer, "vcpu" | "ramGb" | "diskGb">;

const unknownMachine: Machine = { vcpu: null, ramGb: null, diskGb: null };

/** The offer of a row in the region whose file it is from. */
export function toOnDemandOffers(row: OnDemandRow, region: string): ProviderOffer[] | string {
  if (row["Operating System"] !== "Linux") return [];
  const price = microsFromDecimal(row.price);
  if (price === null || price <= 0n) return "no price";
  const machine = {
    vcpu: numberIn(row.vCPU),
    ramGb: numberIn(row.Memory),
    diskGb: diskGbOf(row.Storage ?? ""),
  };
  return toOffers({
    type: row["Instance Type"],
    region,
    pricingModel: "on-demand",
    price,
    machine,
  });
}

/** A machine of the spot list with the region it stands under. */
export interface SpotRow {
  readonly region: string;
  readonly size: SpotSize;
}

/** The offer of a machine, at the average price of its region; none where it has no such price. */
export function toSpotOffers(
  { region, size }: SpotRow,
  machines: ReadonlyMap<string, Machine>,
): ProviderOffer[] | string {
  const text = size.valueColumns.find((column) => column.name === "linux")?.prices.USD;
  if (text === undefined || text.startsWith("N/A")) return [];
  const price = microsFromDecimal(text);
  if (price === null || price <= 0n) return "no price";
  const machine = machines.get(size.size) ?? unknownMachine;
  return toOffers({ type: size.size, region, pricingModel: "spot", price, machine });
}

/** The machines of the spot list, each with its region by the name all other lists use. */
export function spotRows({ config }: SpotFile): { region: string; size: unknown }[] {
  return config.regions.flatMap(({ region, instanceTypes }) =>
    instanceTypes.flatMap(({ sizes }) =>
      sizes.map((size) => ({ region: aliases[region] ?? region, size })),
    ),
  );
}

interface Priced {
  readonly type: string;
  readonly region: string;
  readonly pricingModel: PricingModel;
  readonly price: Micros;
  readonly machine: Machine;
}

function toOffers({ type, region, pricingModel, price, machine }: Priced) {
  const gpus = readType(type);
  if (gpus === null) return `unknown type ${type}`;
  const offer: ProviderOffer = {
    ...machine,
    key: `${type}/${pricingModel}/${region}`,
    instanceType: type,
    gpuSpelling: gpus.spelling,
    gpuCount: gpus.count,
    maxGpuCount: gpus.count,
    isPartition: gpus.share < 1,
    gpuMemoryGb: gpus.memoryGb === null ? null : gpus.memoryGb * gpus.share,
    region,
    pricingModel,
    pricePerHourMicros: price,
    currency: "USD",
    nativePrice: `${microsToDecimal(price)} USD/instance-hour`,
    availability: "unknown",
    tier: null,
  };
  return [offer];
}

/** `1152 GiB` -> 1152. */
function numberIn(text: string): number | null {
  const found = /^\d+(?:\.\d+)?/.exec(text)?.[0];
  return found === undefined ? null : Number(found);
}

/** `8 x 3840 NVMe SSD` and `900 GB NVMe SSD`; nothing inside where it says `EBS only`. */
function diskGbOf(text: string): number | null {
  const [, count = "1", size] = /^(?:(\d+) x )?(\d+)/.exec(text) ?? [];
  return size === undefined ? null : Number(count) * Number(size);
}
