import type { AnySku } from "./wire";

/** What machines are made of, by the words of a SKU that say neither how nor where it is sold. */
const parts: Readonly<Record<string, { readonly id: string; readonly unit: string }>> = {
  ...family("A2 Instance", "a2"),
  ...family("A3 Instance", "a3"),
  ...family("A3Plus Instance", "a3plus"),
  ...family("A3Ultra Instance", "a3ultra"),
  ...family("G2 Instance", "g2"),
  ...family("G4 Instance", "g4"),
  ...family("N1 Predefined Instance", "n1"),
  ...gpu("Nvidia Tesla A100 GPU", "nvidia-tesla-a100"),
  ...gpu("Nvidia Tesla A100 80GB GPU", "nvidia-a100-80gb"),
  ...gpu("Nvidia H100 80GB GPU", "nvidia-h100-80gb"),
  ...gpu("Nvidia H100 80GB Plus GPU", "nvidia-h100-mega-80gb"),
  ...gpu("Nvidia H100 80GB Mega GPU", "nvidia-h100-mega-80gb"),
  ...gpu("H200 141GB GPU", "nvidia-h200-141gb"),
  ...gpu("A4 Nvidia B200 (1 gpu slice)", "nvidia-b200"),
  ...gpu("Nvidia L4 GPU", "nvidia-l4"),
  ...gpu("RTX 6000 96GB", "nvidia-rtx-pro-6000"),
  ...gpu("Nvidia Tesla T4 GPU", "nvidia-tesla-t4"),
  ...gpu("Nvidia Tesla V100 GPU", "nvidia-tesla-v100"),
  ...gpu("Nvidia Tesla P100 GPU", "nvidia-tesla-p100"),
  ...gpu("Nvidia Tesla P4 GPU", "nvidia-tesla-p4"),
  "SSD backed Local Storage": { id: "ssd", unit: "GiBy.mo" },
};

function family(words: string, name: string) {
  return {
    [`${words} Core`]: { id: `${name} core`, unit: "h" },
    [`${words} Ram`]: { id: `${name} ram`, unit: "GiBy.h" },
  };
}

function gpu(words: string, type: string) {
  return { [words]: { id: type, unit: "h" } };
}

const description =
  /^(?:Spot Preemptible )?(.+?)(?: attached to Spot Preemptible VMs)?(?: (?:running )?in [^)]+)?$/;

/** The part a SKU sells on demand or as spot; `undefined` for anything else, reservations too. */
export function partOf(sku: AnySku) {
  const words = description.exec(sku.description)?.[1] ?? "";
  return Object.hasOwn(parts, words) && isSold(sku) ? parts[words] : undefined;
}

/** Sold by the hour: a commitment for years says so in its usage type. */
function isSold({ category }: AnySku): boolean {
  return category.usageType === "OnDemand" || category.usageType === "Preemptible";
}

/** Google files some spot SKUs under on demand; their description tells. */
export function isSpot({ description: words, category }: AnySku): boolean {
  return category.usageType === "Preemptible" || words.includes("Spot Preemptible");
}

const otherSales =
  /DWS|Calendar Mode|Reserved|Sole Tenancy|Commitment|Premium|Custom|suspended|Workstation/;

/** A GPU sold by the hour that no machine of ours holds: new, or too old to matter. */
export function isUnknownGpu(sku: AnySku): boolean {
  const isGpu = sku.category.resourceGroup === "GPU" && isSold(sku);
  return isGpu && partOf(sku) === undefined && !otherSales.test(sku.description);
}
