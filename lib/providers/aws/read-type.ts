/** The cards of an instance type; a slice of one card where `share` is below 1. */
export interface TypeGpus {
  readonly spelling: string;
  readonly count: number;
  readonly share: number;
  /** Of one card; `null` where nobody says. */
  readonly memoryGb: number | null;
}

interface Family {
  readonly spelling: string;
  readonly memoryGb: number | null;
  /** Cards by size; below 1 for a slice. */
  readonly cards: Readonly<Record<string, number>>;
}

const upTo8 = { xlarge: 1, "2xlarge": 1, "4xlarge": 1, "8xlarge": 1 };
const upTo16 = { ...upTo8, "16xlarge": 1 };
const g5Sizes = { ...upTo16, "12xlarge": 4, "24xlarge": 4, "48xlarge": 8 };
const g7Sizes = {
  "2xlarge": 1,
  "4xlarge": 1,
  "8xlarge": 1,
  "12xlarge": 2,
  "24xlarge": 4,
  "48xlarge": 8,
};

/**
 * Neither list names a GPU. Models and counts are those the EC2 API tells (public tables of it of
 * 2026-01 to 2026-08), memory is as sold; the board of A100, H100 and H200 is as price trackers have it.
 */
const families: Readonly<Record<string, Family>> = {
  "p6-b300": { spelling: "B300", memoryGb: 288, cards: { "48xlarge": 8 } },
  "p6-b200": { spelling: "B200", memoryGb: 180, cards: { "48xlarge": 8 } },
  "p6e-gb200": { spelling: "GB200", memoryGb: null, cards: { "36xlarge": 4 } },
  p5en: { spelling: "H200 SXM", memoryGb: 141, cards: { "48xlarge": 8 } },
  p5e: { spelling: "H200 SXM", memoryGb: 141, cards: { "48xlarge": 8 } },
  p5: { spelling: "H100 SXM", memoryGb: 80, cards: { "4xlarge": 1, "48xlarge": 8 } },
  p4de: { spelling: "A100 SXM", memoryGb: 80, cards: { "24xlarge": 8 } },
  p4d: { spelling: "A100 SXM", memoryGb: 40, cards: { "24xlarge": 8 } },
  p3dn: { spelling: "V100", memoryGb: 32, cards: { "24xlarge": 8 } },
  g7e: { spelling: "RTX PRO Server 6000", memoryGb: 96, cards: g7Sizes },
  g7: { spelling: "RTX PRO 4500", memoryGb: 32, cards: g7Sizes },
  g6e: { spelling: "L40S", memoryGb: 48, cards: g5Sizes },
  g6: { spelling: "L4", memoryGb: 24, cards: g5Sizes },
  gr6: { spelling: "L4", memoryGb: 24, cards: { "4xlarge": 1, "8xlarge": 1 } },
  g6f: {
    spelling: "L4",
    memoryGb: 24,
    cards: { large: 1 / 8, xlarge: 1 / 8, "2xlarge": 1 / 4, "4xlarge": 1 / 2 },
  },
  gr6f: { spelling: "L4", memoryGb: 24, cards: { "4xlarge": 1 / 2 } },
  g5: { spelling: "A10G", memoryGb: 24, cards: g5Sizes },
  g5g: { spelling: "T4G", memoryGb: 16, cards: { ...upTo8, "16xlarge": 2, metal: 2 } },
  g4dn: { spelling: "T4", memoryGb: 16, cards: { ...upTo16, "12xlarge": 4, metal: 8 } },
  g4ad: {
    spelling: "Radeon PRO V520",
    memoryGb: 8,
    cards: { xlarge: 1, "2xlarge": 1, "4xlarge": 1, "8xlarge": 2, "16xlarge": 4 },
  },
};

/** Generations Amazon no longer sells to new customers. */
const former = ["p2", "p3", "g2", "g3", "g3s"];

/** Whether a type's name is that of a machine with GPUs which is still sold, known to us or not. */
export function mayHoldGpu(type: string): boolean {
  const [family = ""] = type.split(".");
  return /^(p|gr?)\d/.test(family) && !former.includes(family);
}

/** `g6f.2xlarge` -> a quarter of an L4; `null` for a type nobody has explained to us. */
export function readType(type: string): TypeGpus | null {
  const [name = "", size = ""] = type.split(".");
  const family = families[name];
  const cards = family?.cards[size];
  if (family === undefined || cards === undefined) return null;
  const { spelling, memoryGb } = family;
  return { spelling, memoryGb, count: Math.max(cards, 1), share: Math.min(cards, 1) };
}
