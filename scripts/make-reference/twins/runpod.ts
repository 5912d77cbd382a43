import type { CsvRow } from "../csv";
import { findStartPrice } from "./start-price";

/** RunPod's GPU id, its short name, memory, and the spellings other sources price it under. */
const models: readonly (readonly [string, string, number, readonly string[]])[] = [
  ["AMD Instinct MI300X OAM", "MI300X", 192, ["mi300x"]],
  ["NVIDIA A100 80GB PCIe", "A100 PCIe", 80, ["a100-pcie-80"]],
  ["NVIDIA A100-SXM4-80GB", "A100 SXM", 80, ["a100-sxm-80"]],
  ["NVIDIA A40", "A40", 48, ["a40"]],
  ["NVIDIA B200", "B200", 180, ["b200"]],
  ["NVIDIA B300 SXM6 AC", "B300", 288, ["b300"]],
  ["NVIDIA GeForce RTX 3070", "RTX 3070", 8, ["RTX 3070"]],
  ["NVIDIA GeForce RTX 3080", "RTX 3080", 10, ["RTX 3080"]],
  ["NVIDIA GeForce RTX 3080 Ti", "RTX 3080 Ti", 12, ["RTX 3080 Ti"]],
  ["NVIDIA GeForce RTX 3090", "RTX 3090", 24, ["rtx-3090"]],
  ["NVIDIA GeForce RTX 3090 Ti", "RTX 3090 Ti", 24, ["rtx-3090-ti"]],
  ["NVIDIA GeForce RTX 4070 Ti", "RTX 4070 Ti", 12, ["RTX 4070 Ti"]],
  ["NVIDIA GeForce RTX 4080", "RTX 4080", 16, ["RTX 4080"]],
  ["NVIDIA GeForce RTX 4080 SUPER", "RTX 4080 SUPER", 16, ["RTX 4080 SUPER"]],
  ["NVIDIA GeForce RTX 4090", "RTX 4090", 24, ["rtx-4090"]],
  ["NVIDIA GeForce RTX 5080", "RTX 5080", 16, ["rtx-5080"]],
  ["NVIDIA GeForce RTX 5090", "RTX 5090", 32, ["rtx-5090"]],
  ["NVIDIA H100 80GB HBM3", "H100 SXM", 80, ["h100-sxm"]],
  ["NVIDIA H100 NVL", "H100 NVL", 94, ["h100-nvl"]],
  ["NVIDIA H100 PCIe", "H100 PCIe", 80, ["h100-pcie"]],
  ["NVIDIA H200", "H200 SXM", 141, ["h200"]],
  ["NVIDIA H200 NVL", "NVIDIA H200 NVL", 143, ["h200-nvl"]],
  ["NVIDIA L4", "L4", 24, ["l4"]],
  ["NVIDIA L40", "L40", 48, ["l40"]],
  ["NVIDIA L40S", "L40S", 48, ["l40s"]],
  ["NVIDIA RTX 2000 Ada Generation", "RTX 2000 Ada", 16, ["RTX 2000 Ada"]],
  ["NVIDIA RTX 4000 Ada Generation", "RTX 4000 Ada", 20, ["RTX 4000 Ada"]],
  ["NVIDIA RTX 4000 SFF Ada Generation", "RTX 4000 Ada SFF", 20, ["RTX 4000 Ada SFF"]],
  ["NVIDIA RTX 5000 Ada Generation", "RTX 5000 Ada", 32, ["RTX 5000 Ada"]],
  ["NVIDIA RTX 6000 Ada Generation", "RTX 6000 Ada", 48, ["rtx-6000-ada"]],
  ["NVIDIA RTX A2000", "RTX A2000", 6, ["RTX A2000"]],
  ["NVIDIA RTX A4000", "RTX A4000", 16, ["rtx-a4000"]],
  ["NVIDIA RTX A4500", "RTX A4500", 20, ["RTX A4500"]],
  ["NVIDIA RTX A5000", "RTX A5000", 24, ["rtx-a5000"]],
  ["NVIDIA RTX A6000", "RTX A6000", 48, ["rtx-a6000"]],
  ["NVIDIA RTX PRO 4500 Blackwell", "RTX PRO 4500", 32, ["rtx-pro-4500"]],
  [
    "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition",
    "RTX PRO 6000 MaxQ",
    96,
    ["rtx-pro-6000-maxq"],
  ],
  ["NVIDIA RTX PRO 6000 Blackwell Server Edition", "RTX PRO 6000", 96, ["rtx-pro-6000-server"]],
  [
    "NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb",
    "RTX PRO 6000 MIG 1g.24gb",
    24,
    ["RTX 6000 Pro"],
  ],
  [
    "NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 2g.48gb",
    "RTX PRO 6000 MIG 2g.48gb",
    48,
    ["RTX 6000 Pro"],
  ],
  ["NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "RTX PRO 6000 WK", 96, ["rtx-pro-6000-wk"]],
  ["Tesla V100-PCIE-16GB", "Tesla V100", 16, ["v100-pcie"]],
  ["Tesla V100-SXM2-16GB", "V100 SXM2", 16, ["v100-sxm2"]],
];

const dataCenters: readonly (readonly [string, string])[] = [
  ["EU-RO-1", "Romania 1"],
  ["EU-SE-1", "Sweden 1"],
  ["EU-CZ-1", "Czechia 1"],
  ["EU-NL-1", "Netherlands 1"],
  ["EU-FR-1", "France 1"],
  ["EUR-IS-1", "Iceland 1"],
  ["EUR-NO-1", "Norway 1"],
  ["CA-MTL-1", "Montreal 1"],
  ["CA-MTL-3", "Montreal 3"],
  ["US-IL-1", "US Illinois 1"],
  ["US-TX-3", "US Texas 3"],
  ["US-KS-2", "US Kansas 2"],
  ["US-GA-1", "US Georgia 1"],
  ["US-WA-1", "US Washington 1"],
  ["US-CA-2", "US California 2"],
  ["US-NC-1", "US North Carolina 1"],
  ["AP-JP-1", "Japan 1"],
  ["OC-AU-1", "Australia 1"],
];
const stockLevels = ["HIGH", "MEDIUM", "LOW", "NONE"] as const;

/** Start facts of the RunPod twin. Which data centre holds which card is the twin's own invention. */
export function runpodCatalog(offers: readonly CsvRow[]) {
  return models.map(([id, name, memoryGb, spellings], at) => {
    const priced = { provider: "runpod", spellings, memoryGb };
    const secure = findStartPrice(offers, { ...priced, tier: "secure" });
    const community = findStartPrice(offers, { ...priced, tier: "community" });
    return {
      id,
      name,
      memoryGb,
      securePriceUsd: secure?.usdPerGpuHour ?? null,
      communityPriceUsd: community?.usdPerGpuHour ?? null,
      maxCount: { secure: secure ? 8 : 0, community: community ? 4 : 0 },
      dataCenters: dataCentersOf(at, name),
      _source: `prices: ${(secure ?? community)?.source ?? "none found"}; ids: provider documentation; stock: invented`,
    };
  });
}

/** Every card stands in three or four data centres; the most looked-for ones are in good stock. */
function dataCentersOf(at: number, name: string) {
  const isStocked = /^(RTX 4090|RTX 5090|H100 SXM|L40S|A100)/.test(name);
  return Array.from({ length: 3 + (at % 2) }, (_, step) => {
    const [id, label] = dataCenters[(at * 5 + step * 7) % dataCenters.length] ?? ["", ""];
    const level = isStocked ? step % 2 : (at + step) % stockLevels.length;
    return { id, name: label, availability: stockLevels[level] };
  });
}
