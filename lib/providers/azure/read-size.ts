/** The cards of a machine size; a slice of one card where `share` is below 1. */
export interface SizeGpus {
  readonly spelling: string;
  readonly count: number;
  readonly share: number;
  /** Of one card; `null` where nobody says. */
  readonly memoryGb: number | null;
  readonly vcpu: number;
}

interface Series {
  readonly pattern: RegExp;
  readonly spelling: string;
  readonly memoryGb: number | null;
  /** Cards of a size with so many vCPUs; below 1 for a slice. */
  readonly cards: (vcpu: number) => number;
}

const per = (vcpuOfCard: number) => (vcpu: number) => vcpu / vcpuOfCard;
const always = (count: number) => () => count;

/**
 * What the names of sizes mean (public catalogues of 2026-06 to 2026-08 agree on them). The board of
 * H100, H200 and A100 is as public price trackers have it.
 */
const series: readonly Series[] = [
  { pattern: /^NC(\d+)ads_A100_v4$/, spelling: "A100 PCIe", memoryGb: 80, cards: per(24) },
  { pattern: /^NCC?(\d+)adi?s_H100_v5$/, spelling: "H100 NVL", memoryGb: 94, cards: per(40) },
  { pattern: /^NC(\d+)ads_A10_v4$/, spelling: "A10", memoryGb: 24, cards: per(16) },
  { pattern: /^NC(4|8|16)as_T4_v3$/, spelling: "T4", memoryGb: 16, cards: always(1) },
  { pattern: /^NC(64)as_T4_v3$/, spelling: "T4", memoryGb: 16, cards: always(4) },
  { pattern: /^ND(\d+)asr_(?:A100_)?v4$/, spelling: "A100 SXM", memoryGb: 40, cards: always(8) },
  { pattern: /^ND(\d+)amsr?_A100_v4$/, spelling: "A100 SXM", memoryGb: 80, cards: always(8) },
  { pattern: /^ND(\d+)r?s_v2$/, spelling: "V100", memoryGb: 32, cards: always(8) },
  {
    pattern: /^ND(\d+)isr?f?_(?:flex_|noIB_)?H100_v5$/,
    spelling: "H100 SXM",
    memoryGb: 80,
    cards: always(8),
  },
  { pattern: /^ND(\d+)isr?f?_H200_v5$/, spelling: "H200 SXM", memoryGb: 141, cards: always(8) },
  { pattern: /^ND(\d+)isr?f?_MI300X_v5$/, spelling: "MI300X", memoryGb: 192, cards: always(8) },
  { pattern: /^ND(\d+)isrf?_NDR_GB200_v6$/, spelling: "GB200", memoryGb: null, cards: always(4) },
  {
    pattern: /^NG(\d+)adm?s_V620(?:_v1)?$/,
    spelling: "Radeon PRO V620",
    memoryGb: 32,
    cards: per(32),
  },
  { pattern: /^NV(\d+)adm?s_A10_v5$/, spelling: "A10", memoryGb: 24, cards: per(36) },
  {
    pattern: /^NV(4|8|12|24)ads_V710_v5$/,
    spelling: "Radeon PRO V710",
    memoryGb: null,
    cards: per(24),
  },
  {
    pattern: /^NV(28)adms_V710_v5$/,
    spelling: "Radeon PRO V710",
    memoryGb: null,
    cards: always(1),
  },
  { pattern: /^NV(\d+)as_v4$/, spelling: "MI25", memoryGb: 16, cards: per(32) },
  { pattern: /^NV(\d+)s_v3$/, spelling: "M60", memoryGb: 8, cards: per(12) },
];

/** Series withdrawn by Microsoft (NC v3 on 2025-09-30), and NP, whose chips are no GPUs. */
const notSold = [
  /^NC\d+r?(_Promo)?$/,
  /^NC\d+r?s_v[23]$/,
  /^ND\d+r?s$/,
  /^NV\d+(_Promo)?$/,
  /^NV\d+s_v2$/,
  /^NP\d/,
];

/** Whether a size is still listed but can no longer be rented, or has no GPU. */
export function isNotSold(size: string): boolean {
  return notSold.some((pattern) => pattern.test(size));
}

/** `NV18ads_A10_v5` -> half an A10; `null` for a size whose name nobody has explained to us. */
export function readSize(size: string): SizeGpus | null {
  for (const { pattern, spelling, memoryGb, cards } of series) {
    const vcpu = Number(pattern.exec(size)?.[1] ?? 0);
    const count = vcpu > 0 ? cards(vcpu) : 0;
    if (count <= 0 || (count > 1 && !Number.isInteger(count))) continue;
    return { spelling, memoryGb, vcpu, count: Math.max(count, 1), share: Math.min(count, 1) };
  }
  return null;
}
