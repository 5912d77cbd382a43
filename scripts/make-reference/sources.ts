/** A public repository prices or figures were read from. */
interface Origin {
  repo: string;
  licence: string;
  usedFor: string;
  attribution?: string;
}

/** Where every row comes from, with its licence and, where asked for, the sentence to print. */
export const origins: readonly Origin[] = [
  origin("aws/karpenter-provider-aws", "Apache-2.0", "AWS us-east-1 and us-gov, on demand"),
  origin("vantage-sh/ec2instances.info", "MIT", "AWS by region, 2013 to 2017"),
  origin("tsaol/aws-gpu", "MIT", "AWS by region, on demand"),
  origin("Azure/karpenter-provider-azure", "Apache-2.0", "Azure by region, on demand"),
  origin(
    "Cyclenerd/google-cloud-pricing-cost-calculator",
    "Apache-2.0",
    "Google Cloud by region, on demand and spot",
  ),
  origin(
    "cloudpilot-ai/karpenter-provider-gcp",
    "Apache-2.0",
    "Google Cloud by region, on demand and spot",
  ),
  origin("the-full-stack/website", "MIT", "hand-kept table of 27 clouds"),
  origin(
    "adriannutiu/gpu-rental-prices",
    "CC BY 4.0",
    "34 providers, daily",
    "GPU rental price data by gpurentalprices.com (https://gpurentalprices.com), CC BY 4.0, changed in form.",
  ),
  origin("nixj9/gpu-market-intel", "MIT", "Lambda, RunPod, Vast.ai"),
  origin("tugot17/gpu-price-tracker", "MIT", "Prime Intellect market, 14 suppliers"),
  origin("tardellirs/gpu-pricing", "MIT", "21 providers"),
  origin("cherielilili/gpu-pricing-tracker", "none stated", "Vast.ai, RunPod, Lambda and others"),
  origin("hemgo-lexsi/gpu-price-dashboard", "none stated", "12 providers"),
  origin("sooddvs/gpu-pricing", "none stated", "7 providers"),
  origin("krisjiang-matrix/gpu_price_track", "none stated", "Lambda, RunPod"),
  origin("mixxor/eu-cloud-prices", "as is, for information", "European clouds"),
  origin("nhaskaris/cloud-priceops-thesis", "educational", "AWS"),
  origin(
    "natepaulo43-oss/Capstone-AI-Capex-Wall",
    "CC BY 4.0",
    "GPU specifications",
    'Epoch AI, "Machine Learning Hardware", CC BY 4.0.',
  ),
  origin("stas00/ml-engineering", "CC BY-SA 4.0 (figures only)", "dense tensor figures"),
  origin("reox007/RightNow-GPU-Database", "Apache-2.0", "GPU specifications"),
  origin("winston-zhang-orz/gpu-specs", "figures only", "tensor figures"),
  origin("dstackai/gpuhunt", "MPL-2.0 (figures only)", "GPU names and memory"),
];

const indexes = new Map(origins.map(({ repo }, at) => [repo, at]));

/** The place of a source in the list; a comparison site inside a source ("x#aggregator") is it. */
export function sourceIndexOf(repo: string): number {
  const at = indexes.get(repo.split("#")[0] ?? "");
  if (at === undefined) throw new Error(`unknown source ${repo}`);
  return at;
}

function origin(repo: string, licence: string, usedFor: string, attribution?: string): Origin {
  return { repo, licence, usedFor, ...(attribution ? { attribution } : {}) };
}
