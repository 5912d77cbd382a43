import type { CsvRow } from "../csv";
import { findMarketPrice } from "./start-price";

const gib = 1024 ** 3;
const datacenters = [
  { name: "us-east-nc-nr-1", countryCode: "US" },
  { name: "eu-west-uk-lo-1", countryCode: "GB" },
  { name: "ap-east-tw-kn-1", countryCode: "TW" },
];

interface Card {
  brandShort: string;
  manufacturer: string;
  spellings: readonly string[];
  vramGib: number;
  variants: readonly Variant[];
}
interface Variant {
  name: string;
  gpuCount: number;
  cpuCount: number;
  dramGib: number;
  diskGib: number;
  nodesPerDc: Readonly<Record<string, number>>;
  availablePerDc: Readonly<Record<string, number>>;
  migProfile?: string;
  share?: number;
}

const cards: readonly Card[] = [
  {
    brandShort: "RTX 4090",
    manufacturer: "NVIDIA",
    spellings: ["rtx-4090", "RTX 4090"],
    vramGib: 24,
    variants: [
      shape("rtx49-10c-kn.1", 1, 10, 50, 200, [0, 0, 12], [0, 0, 5]),
      shape("rtx49-10c-nr.1", 1, 10, 50, 200, [8, 0, 0], [3, 0, 0]),
      shape("rtx49-10c-nr.2", 2, 20, 100, 400, [4, 0, 0], [0, 0, 0]),
    ],
  },
  {
    brandShort: "RTX 5090",
    manufacturer: "NVIDIA",
    spellings: ["rtx-5090", "RTX 5090"],
    vramGib: 32,
    variants: [
      shape("rtx59-16c-nr.1", 1, 16, 64, 300, [10, 6, 0], [4, 1, 0]),
      shape("rtx59-16c-nr.2", 2, 32, 128, 600, [5, 0, 0], [2, 0, 0]),
    ],
  },
  {
    brandShort: "RTX PRO 6000",
    manufacturer: "NVIDIA",
    spellings: ["rtx-pro-6000", "rtx-pro-6000-server", "RTX PRO 6000"],
    vramGib: 96,
    variants: [
      shape("rtxpro6000-16c-nr.1", 1, 16, 128, 500, [6, 4, 0], [2, 2, 0]),
      shape("rtxpro6000-128c-nr.8", 8, 128, 1024, 4000, [1, 0, 0], [1, 0, 0]),
      {
        ...shape("rtxpro6000-4c-lo.mig1", 1, 4, 32, 120, [0, 4, 0], [0, 3, 0]),
        migProfile: "1g.24gb",
        share: 0.25,
      },
    ],
  },
  {
    brandShort: "MI350X",
    manufacturer: "AMD",
    spellings: ["mi350x", "AMD MI350X"],
    vramGib: 288,
    variants: [shape("mi350x-32c-lo.1", 1, 32, 256, 800, [0, 2, 0], [0, 1, 0])],
  },
];

/** Start facts of the CloudRift twin. It publishes no price we hold, so it starts at the market's. */
export function cloudriftCatalog(offers: readonly CsvRow[]) {
  return cards.map((card) => {
    const price = findMarketPrice(offers, card.spellings);
    if (!price) throw new Error(`no market price for ${card.brandShort}`);
    return {
      brandShort: card.brandShort,
      manufacturer: card.manufacturer,
      variants: card.variants.map((variant) => ({
        name: variant.name,
        costPerHourCents: Math.round(
          price.usdPerGpuHour * variant.gpuCount * (variant.share ?? 1) * 100,
        ),
        gpuCount: variant.gpuCount,
        cpuCount: variant.cpuCount,
        dramBytes: variant.dramGib * gib,
        diskBytes: variant.diskGib * gib,
        vramBytes: card.vramGib * (variant.share ?? 1) * gib,
        migProfile: variant.migProfile ?? null,
        nodesPerDc: variant.nodesPerDc,
        availablePerDc: variant.availablePerDc,
      })),
      datacenters,
      _source: `start price: ${price.source}; names of cards and regions: provider documentation; shapes and stock: invented`,
    };
  });
}

type PerDatacenter = readonly [number, number, number];

function shape(
  name: string,
  gpuCount: number,
  cpuCount: number,
  dramGib: number,
  diskGib: number,
  nodes: PerDatacenter,
  available: PerDatacenter,
): Variant {
  const [nodesPerDc, availablePerDc] = [perDc(nodes, nodes), perDc(nodes, available)];
  return { name, gpuCount, cpuCount, dramGib, diskGib, nodesPerDc, availablePerDc };
}

/** Only data centres that own such a machine are named. */
function perDc(nodes: PerDatacenter, counts: PerDatacenter): Record<string, number> {
  const pairs = datacenters.map(({ name }, at) => [name, counts[at] ?? 0, nodes[at] ?? 0] as const);
  return Object.fromEntries(pairs.filter(([, , owned]) => owned > 0).map(([n, c]) => [n, c]));
}
