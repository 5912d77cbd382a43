import { describe, expect, it } from "vitest";
import { allGpus, findGpu } from "@/lib/gpus/catalog";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";

/** "h100-sxm", "a10/4" for a slice of 4 GB, "-" for unknown. */
function read(spelling: string, memoryGb?: number, formFactorHint?: string): string {
  const found = normalizeGpu({ spelling, memoryGb, formFactorHint });
  if (found.kind === "unknown") return "-";
  return found.partition ? `${found.modelId}/${found.partition.memoryGb}` : found.modelId;
}

describe("a spelling nobody listed", () => {
  it.each([
    ["NVIDIA H100 80GB HBM3", "h100-sxm"],
    ["NVIDIA H100 80GB HBM2e", "h100-pcie"],
    ["nvidia-h100-80gb-hbm3e", "h100"],
    ["H100_PCIE", "h100-pcie"],
    ["H100-80G-PCIe-NVLink", "h100-pcie"],
    ["H100-80G-SXM5", "h100-sxm"],
    ["h100-80gb-sxm-ib.8x", "h100-sxm"],
    ["H100-SXM-8-80G", "h100-sxm"],
    ["1x H100 (80 GB SXM5)", "h100-sxm"],
    ["NVIDIA H100 Tensor Core GPU 80 GiB", "h100"],
    ["NVIDIA® H100 NVLink with Intel Sapphire Rapids", "h100"],
    ["H200-141G-SXM5", "h200-sxm"],
    ["NVIDIA A100-SXM4-80GB", "a100-sxm-80gb"],
    ["A100-PCIE-40GB", "a100-pcie-40gb"],
    ["A100_80G_sxm4", "a100-sxm-80gb"],
    ["NVIDIA A100 40536MiB", "a100-40gb"],
    ["Tesla V100-SXM2-16GB", "v100-sxm2-16gb"],
    ["Tesla V100-SXM2-32GB", "v100-32gb"],
    ["V100S", "v100s-32gb"],
    ["Tesla P100-SXM2-16GB", "p100"],
    ["NVIDIA_L40S", "l40s"],
    ["L40S-1-48G", "l40s"],
    ["L40 S", "l40s"],
    ["MI300X OAM", "mi300x"],
    ["AMD Instinct MI 300X", "mi300x"],
    ["amd_mi300x", "mi300x"],
    ["GB200 NVL72", "gb200"],
    ["NVIDIA GH200 480GB", "gh200"],
    ["GH200 144G HBM3e", "gh200"],
    ["H100 SXM 96GB", "h100-sxm"],
    ["8x L4 192GB", "l4"],
    ["RTX 3080 12GB", "rtx-3080"],
    ["AWS Trainium", "trainium"],
    ["Inferentia 2", "inferentia2"],
    ["geforcertx4090-pcie-24gb", "rtx-4090"],
    ["2x4090", "rtx-4090"],
    ["RTX 4090×8", "rtx-4090"],
    ["RTX 4090 24GB GDDR6X", "rtx-4090"],
    ["RTX 4090 48GB", "rtx-4090-48gb-modded"],
    ["RTX 4070S Ti", "rtx-4070-ti-super"],
    ["GeForce GTX 1080Ti", "gtx-1080-ti"],
    ["rtxa6000-pcie-48gb", "rtx-a6000"],
    ["RTX-A6000-ada", "rtx-6000-ada"],
    ["rtx6000ada-pcie-48gb", "rtx-6000-ada"],
    ["NVIDIA RTX 4000 SFF Ada Generation", "rtx-4000-sff-ada"],
    ["Q RTX 6000", "quadro-rtx-6000"],
    ["RTX PRO 6000 S", "rtx-pro-6000-server"],
    ["RTX-PRO6000-SE", "rtx-pro-6000-server"],
    ["RTX PRO 6000 WS", "rtx-pro-6000-workstation"],
    ["RTX 6000 Blackwell", "rtx-pro-6000"],
    ["NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", "rtx-pro-6000-max-q"],
    ["RTX PRO 5000 72GB", "rtx-pro-5000"],
    ["NVIDIA T4 Virtual Workstation", "t4"],
    ["Ｈ１００", "h100"],
  ])("%s is %s", (spelling, modelId) => {
    expect(read(spelling)).toBe(modelId);
  });

  it("of Lambda's instance types is read in Lambda's own words", () => {
    expect(read("gpu_8x_h100_sxm5")).toBe("h100-sxm");
    expect(read("gpu_8x_h100_sxm5gdr")).toBe("h100-sxm");
    expect(read("gpu_8x_a100_80gb_sxm4")).toBe("a100-sxm-80gb");
    expect(read("gpu_1x_rtx6000")).toBe("quadro-rtx-6000");
    expect(read("gpu_8x_v100_n")).toBe("v100");
    expect(read("cpu_4x_general")).toBe("-");
  });
});

describe("the memory beside a spelling", () => {
  it("tells apart what the words do not", () => {
    expect(read("RTX 6000", 24)).toBe("quadro-rtx-6000");
    expect(read("RTX 6000", 48)).toBe("rtx-6000-ada");
    expect(read("RTX 6000", 96)).toBe("rtx-pro-6000");
    expect(read("RTX 6000")).toBe("-");
    expect(read("H100", 94)).toBe("h100-nvl");
    expect(read("H100 SXM", 94)).toBe("h100-sxm");
    expect(read("V100", 31.75)).toBe("v100-32gb");
  });

  it("is ignored when it is no memory at all", () => {
    for (const memoryGb of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(read("H100", memoryGb)).toBe("h100");
    }
  });

  it("gives a form factor said elsewhere, but never against the spelling", () => {
    expect(read("H100", 80, "SXM5")).toBe("h100-sxm");
    expect(read("H100 PCIe", 80, "SXM5")).toBe("h100-pcie");
    expect(read("RTX 4090", 24, "SXM5")).toBe("rtx-4090");
    expect(read("H100", 80, "???")).toBe("h100");
  });
});

describe("a part of a card", () => {
  it.each([
    ["RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb", undefined, "rtx-pro-6000-server/24"],
    ["NVIDIA-H100-80GB-HBM3-MIG-1g.10gb", undefined, "h100-sxm/10"],
    ["NVIDIA A100-SXM4-40GB MIG 1g.5gb", undefined, "a100-sxm-40gb/5"],
    ["NVIDIA A10-4Q", undefined, "a10/4"],
    ["A10 (1/6)", undefined, "a10/4"],
    ["L4", 6, "l4/6"],
    ["A40", 16, "a40/16"],
    ["NVIDIA H200", 7, "h200/7"],
    ["H100", 47, "h100/47"],
    ["A100 SXM4", 10, "a100/10"],
    ["A100", 24, "a100/24"],
  ] as const)("is marked: %s (%s GB) is %s", (spelling, memoryGb, expected) => {
    expect(read(spelling, memoryGb)).toBe(expected);
  });

  it("is not a card that was sold with less memory, or a driver that keeps some", () => {
    expect(read("RTX 4060 Ti", 8)).toBe("rtx-4060-ti");
    expect(read("RTX 3060", 8)).toBe("rtx-3060");
    expect(read("P100", 12)).toBe("p100");
    expect(read("L4", 22.35)).toBe("l4");
    expect(read("NVIDIA A10-24Q")).toBe("a10");
  });
});

describe("what we do not know", () => {
  it.each([
    "H1000",
    "A100000",
    "A100X",
    "A100-X",
    "48 4090",
    "H20",
    "H800",
    "MI300",
    "RTX 4099",
    "RTX 1080",
    "GTX 4090",
    "GeForce RTX 4090 D",
    "4090d",
    "RTX 4090 Laptop GPU",
    "RTX 3070 Max-Q",
    "RTX 4500 Ada",
    "Quadro RTX 8000",
    "Radeon RX 7900 XTX",
    "TPU v5e",
    "Trainium 2",
    "Gaudi 2",
    "AMD H100",
    "NVIDIA MI300X",
    "H100 Ti",
    "H100 Pro",
    "H100 Ampere",
    "L40S SXM5",
    "RTX 4090 NVL",
    "RTX 4090 MIG 1g.24gb",
    "L4 40GB",
    "A100 or H100",
    "2x RTX 4090 48GB",
    "A40-8",
    "l40s-90",
    "英伟达 H100",
    "H100'; DROP TABLE",
    "<script>alert(1)</script>",
    "__proto__",
    "constructor",
    "CPU",
    "N/A",
    "",
    "   ",
    "()",
  ])("%s stays unknown", (spelling) => {
    expect(normalizeGpu({ spelling })).toEqual({ kind: "unknown", spelling });
  });

  it("is answered at once however long it is", () => {
    const start = performance.now();
    for (const part of ["H100 ", "1x", "rtx", "9", "g.", "(", "sxm", "\u0000", "a "]) {
      expect(read(part.repeat(10_000))).toBe("-");
      expect(read(part.repeat(160 / part.length).slice(0, 160))).toMatch(/^(-|h100)$/);
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("the catalogue's own names", () => {
  it.each(allGpus().map((model) => [model.name, model.id]))("%s is read as %s", (name, id) => {
    expect(read(name, findGpu(id)?.memoryGb ?? undefined)).toBe(id);
  });
});
