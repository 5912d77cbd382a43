import type { CsvRow } from "../csv";

/** Type name, GPU text, GPUs, and where its price row is found: spelling, memory, vCPU, RAM. */
const types: readonly (readonly [string, string, number, string, number, number, number])[] = [
  ["gpu_1x_a10", "A10 (24 GB PCIe)", 1, "NVIDIA A10", 24, 30, 226],
  ["gpu_1x_rtx6000", "RTX 6000 (24 GB)", 1, "RTX 6000", 24, 14, 46],
  ["gpu_1x_a6000", "A6000 (48 GB)", 1, "NVIDIA A6000", 48, 14, 100],
  ["gpu_2x_a6000", "A6000 (48 GB)", 2, "NVIDIA A6000", 48, 28, 200],
  ["gpu_4x_a6000", "A6000 (48 GB)", 4, "NVIDIA A6000", 48, 56, 400],
  ["gpu_1x_a100", "A100 (40 GB PCIe)", 1, "NVIDIA A100 PCIe", 40, 30, 225],
  ["gpu_2x_a100", "A100 (40 GB PCIe)", 2, "NVIDIA A100 PCIe", 40, 60, 450],
  ["gpu_4x_a100", "A100 (40 GB PCIe)", 4, "NVIDIA A100 PCIe", 40, 120, 900],
  ["gpu_1x_a100_sxm4", "A100 (40 GB SXM4)", 1, "NVIDIA A100 SXM", 40, 30, 220],
  ["gpu_8x_a100", "A100 (40 GB SXM4)", 8, "NVIDIA A100 SXM", 40, 124, 1800],
  ["gpu_8x_a100_80gb_sxm4", "A100 (80 GB SXM4)", 8, "NVIDIA A100 SXM", 80, 240, 1800],
  ["gpu_8x_v100", "Tesla V100 (16 GB)", 8, "V100", 16, 88, 448],
  ["gpu_1x_h100_pcie", "H100 (80 GB PCIe)", 1, "NVIDIA H100 PCIe", 80, 26, 225],
  ["gpu_1x_h100_sxm5", "H100 (80 GB SXM5)", 1, "NVIDIA H100 SXM", 80, 26, 225],
  ["gpu_2x_h100_sxm5", "H100 (80 GB SXM5)", 2, "NVIDIA H100 SXM", 80, 52, 450],
  ["gpu_4x_h100_sxm5", "H100 (80 GB SXM5)", 4, "NVIDIA H100 SXM", 80, 104, 900],
  ["gpu_8x_h100_sxm5", "H100 (80 GB SXM5)", 8, "NVIDIA H100 SXM", 80, 208, 1800],
  ["gpu_1x_gh200", "GH200 (96 GB)", 1, "NVIDIA GH200", 96, 64, 432],
  ["gpu_1x_b200_sxm6", "B200 (180 GB SXM6)", 1, "NVIDIA B200 SXM6", 180, 26, 360],
  ["gpu_2x_b200_sxm6", "B200 (180 GB SXM6)", 2, "NVIDIA B200 SXM6", 180, 52, 720],
  ["gpu_4x_b200_sxm6", "B200 (180 GB SXM6)", 4, "NVIDIA B200 SXM6", 180, 104, 1440],
  ["gpu_8x_b200_sxm6", "B200 (180 GB SXM6)", 8, "NVIDIA B200 SXM6", 180, 208, 2900],
];

const regions: readonly (readonly [string, string])[] = [
  ["us-west-1", "California, USA"],
  ["us-east-1", "Virginia, USA"],
  ["us-south-1", "Texas, USA"],
  ["europe-central-1", "Germany"],
  ["us-midwest-1", "Illinois, USA"],
  ["asia-northeast-1", "Osaka, Japan"],
  ["us-west-2", "Arizona, USA"],
  ["australia-east-1", "Sydney, Australia"],
];

/** Types the twin starts without capacity anywhere, so that "sold out" is part of the picture. */
const soldOut = new Set(["gpu_8x_v100", "gpu_4x_b200_sxm6", "gpu_2x_a100"]);

/** Start facts of the Lambda twin. Which region has capacity, and the disk, are its own invention. */
export function lambdaCatalog(offers: readonly CsvRow[]) {
  return types.map(([name, text, gpus, spelling, memoryGb, vcpus, memoryGib], at) => {
    const row = findRow(offers, { spelling, memoryGb, vcpus, memoryGib });
    return {
      name,
      description: `${gpus}x ${text}`,
      gpuDescription: text,
      priceCents: Math.round(Number(row.price_on_demand_usd_hr) * gpus * 100),
      vcpus,
      memoryGib,
      storageGib: gpus * 768,
      gpus,
      architecture: name.includes("gh200") ? "arm64" : "x86_64",
      regions: soldOut.has(name) ? [] : regionsOf(at),
      _source: `price, vcpus, memory: ${row.source_repo} ${row.observed_at?.slice(0, 10)}; names: provider documentation; storage, regions: invented`,
    };
  });
}

interface Shape {
  spelling: string;
  memoryGb: number;
  vcpus: number;
  memoryGib: number;
}

/** The source lists one row per type with the price of one GPU and the vCPU and RAM of all. */
function findRow(offers: readonly CsvRow[], shape: Shape): CsvRow {
  const row = offers.find(
    (offer) =>
      offer.provider === "lambda" &&
      offer.gpu_model === shape.spelling &&
      Number(offer.gpu_memory_gib) === shape.memoryGb &&
      Number(offer.vcpu) === shape.vcpus &&
      Number(offer.ram_gib) === shape.memoryGib,
  );
  if (!row) throw new Error(`no price row for ${shape.spelling} with ${shape.vcpus} vCPU`);
  return row;
}

function regionsOf(at: number) {
  return Array.from({ length: 1 + (at % 3) }, (_, step) => {
    const [name, description] = regions[(at * 3 + step * 2) % regions.length] ?? ["", ""];
    return { name, description };
  });
}
