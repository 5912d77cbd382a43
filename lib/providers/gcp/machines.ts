/** A machine type that holds GPUs: what is billed for it, part by part. */
export interface Machine {
  readonly name: string;
  /** Names the parts `<family> core` and `<family> ram`; `null` where a GPU's price covers them. */
  readonly family: string | null;
  /** Google's own accelerator type. */
  readonly gpu: string;
  readonly gpuCount: number;
  readonly vcpu: number;
  readonly ramGib: number;
  /** Local disks that always come with it and are billed. */
  readonly ssdGib: number;
  /** Sold as spot or by reservation alone. */
  readonly isSpotOnly: boolean;
}

/** Memory of one card by accelerator type, in GB. */
export const gpuMemoryGb: Readonly<Record<string, number>> = {
  "nvidia-tesla-a100": 40,
  "nvidia-a100-80gb": 80,
  "nvidia-h100-80gb": 80,
  "nvidia-h100-mega-80gb": 80,
  "nvidia-h200-141gb": 141,
  "nvidia-b200": 180,
  "nvidia-l4": 24,
  "nvidia-rtx-pro-6000": 96,
  "nvidia-tesla-t4": 16,
  "nvidia-tesla-v100": 16,
  "nvidia-tesla-p100": 16,
  "nvidia-tesla-p4": 8,
};

/** One local disk. */
const SSD_GIB = 375;

type Size = readonly [name: string, gpuCount: number, vcpu: number, ramGib: number];

function machinesOf(
  family: string | null,
  gpu: string,
  sizes: readonly Size[],
  more: { readonly ssdsPerGpu?: number; readonly isSpotOnly?: boolean } = {},
): Machine[] {
  return sizes.map(([name, gpuCount, vcpu, ramGib]) => ({
    name,
    family,
    gpu,
    gpuCount,
    vcpu,
    ramGib,
    ssdGib: gpuCount * (more.ssdsPerGpu ?? 0) * SSD_GIB,
    isSpotOnly: more.isSpotOnly ?? false,
  }));
}

/**
 * N1 machines take cards of one's choice; of each count of cards one usual size stands for all. A
 * card's `vcpu` and 3.75 GiB of memory for each of those go with every card.
 */
function n1(gpu: string, vcpuPerGpu: number, counts: readonly number[]): Machine[] {
  const sizes = counts.map((count): Size => {
    const vcpu = count * vcpuPerGpu;
    return [`n1-standard-${vcpu}+${count}x${gpu}`, count, vcpu, vcpu * 3.75];
  });
  return machinesOf("n1", gpu, sizes);
}

/** Machine types are told to account holders only, so the ones with whole GPUs stand here. */
export const machines: readonly Machine[] = [
  ...machinesOf("a2", "nvidia-tesla-a100", [
    ["a2-highgpu-1g", 1, 12, 85],
    ["a2-highgpu-2g", 2, 24, 170],
    ["a2-highgpu-4g", 4, 48, 340],
    ["a2-highgpu-8g", 8, 96, 680],
    ["a2-megagpu-16g", 16, 96, 1360],
  ]),
  ...machinesOf(
    "a2",
    "nvidia-a100-80gb",
    [
      ["a2-ultragpu-1g", 1, 12, 170],
      ["a2-ultragpu-2g", 2, 24, 340],
      ["a2-ultragpu-4g", 4, 48, 680],
      ["a2-ultragpu-8g", 8, 96, 1360],
    ],
    { ssdsPerGpu: 1 },
  ),
  ...machinesOf(
    "a3",
    "nvidia-h100-80gb",
    [
      ["a3-highgpu-1g", 1, 26, 234],
      ["a3-highgpu-2g", 2, 52, 468],
      ["a3-highgpu-4g", 4, 104, 936],
    ],
    { ssdsPerGpu: 2, isSpotOnly: true },
  ),
  ...machinesOf("a3", "nvidia-h100-80gb", [["a3-highgpu-8g", 8, 208, 1872]], { ssdsPerGpu: 2 }),
  ...machinesOf("a3plus", "nvidia-h100-mega-80gb", [["a3-megagpu-8g", 8, 208, 1872]], {
    ssdsPerGpu: 2,
  }),
  ...machinesOf("a3ultra", "nvidia-h200-141gb", [["a3-ultragpu-8g-nolssd", 8, 224, 2952]], {
    isSpotOnly: true,
  }),
  ...machinesOf(null, "nvidia-b200", [["a4-highgpu-8g", 8, 224, 3968]], { isSpotOnly: true }),
  ...machinesOf("g2", "nvidia-l4", [
    ["g2-standard-4", 1, 4, 16],
    ["g2-standard-8", 1, 8, 32],
    ["g2-standard-12", 1, 12, 48],
    ["g2-standard-16", 1, 16, 64],
    ["g2-standard-24", 2, 24, 96],
    ["g2-standard-32", 1, 32, 128],
    ["g2-standard-48", 4, 48, 192],
    ["g2-standard-96", 8, 96, 384],
  ]),
  ...machinesOf("g4", "nvidia-rtx-pro-6000", [
    ["g4-standard-48", 1, 48, 180],
    ["g4-standard-96", 2, 96, 360],
    ["g4-standard-192", 4, 192, 720],
    ["g4-standard-384", 8, 384, 1440],
  ]),
  ...n1("nvidia-tesla-t4", 4, [1, 2, 4]),
  ...n1("nvidia-tesla-p4", 4, [1, 2, 4]),
  ...n1("nvidia-tesla-v100", 8, [1, 2, 4, 8]),
  ...n1("nvidia-tesla-p100", 8, [1, 2, 4]),
];
