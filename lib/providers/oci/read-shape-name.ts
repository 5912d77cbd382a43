/** The cards of a shape, as its name says them. */
export interface ShapeGpus {
  readonly spelling: string;
  readonly count: number;
  readonly memoryGb: number;
  /** Grace CPUs have one thread a core, all others two; the file's own word for it is wrong. */
  readonly isArm: boolean;
}

/**
 * The file's memory is the sum of the cards for most shapes and that of one card for some, so each
 * kind has its own here. The board of H100 and H200 is as public price trackers have it (2026-06).
 */
const cards: Readonly<Record<string, { spelling: string; memoryGb: number }>> = {
  GPU2: { spelling: "P100", memoryGb: 16 },
  GPU3: { spelling: "V100", memoryGb: 16 },
  GPU4: { spelling: "A100", memoryGb: 40 },
  "GPU.A10": { spelling: "A10", memoryGb: 24 },
  "GPU.A100-v2": { spelling: "A100", memoryGb: 80 },
  "GPU.H100": { spelling: "H100 SXM", memoryGb: 80 },
  "GPU.H200": { spelling: "H200 SXM", memoryGb: 141 },
  "GPU.L40S": { spelling: "L40S", memoryGb: 48 },
  "GPU.B200": { spelling: "B200", memoryGb: 180 },
  "GPU.B300": { spelling: "B300", memoryGb: 262.5 },
  "GPU.GB200": { spelling: "GB200", memoryGb: 192 },
  "GPU.GB300": { spelling: "GB300", memoryGb: 278 },
  "GPU.MI300X": { spelling: "MI300X", memoryGb: 192 },
  "GPU.MI355X": { spelling: "MI355X", memoryGb: 288 },
  "GPU.RTXPRO": { spelling: "RTX PRO 6000", memoryGb: 96 },
};

/** `BM.GPU.GB200.4 (NVL72)` as launches call it: without what stands behind it. */
export function plainName(name: string): string {
  return name.replace(/ \(.*\)$/, "");
}

/** `BM.GPU.A100-v2.8` -> 8 A100 of 80 GB; `null` for a kind of card nobody has told us of. */
export function readShapeName(name: string): ShapeGpus | null {
  const [, kind = "", count = ""] = /^(?:BM|VM)\.(GPU.*)\.(\d+)$/.exec(plainName(name)) ?? [];
  const card = cards[kind];
  if (card === undefined || Number(count) < 1) return null;
  return { ...card, count: Number(count), isArm: kind.startsWith("GPU.GB") };
}
