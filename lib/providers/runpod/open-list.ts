import { z } from "zod";
import { microsFromNumber } from "@/lib/money";
import { callProvider } from "../call";
import type { Availability, CallContext, PriceList, ProviderOffer } from "../contract";
import { joinLists, readRows } from "../read-rows";

const query = `query GpuPrices {
  gpuTypes {
    id memoryInGb secureCloud communityCloud securePrice communityPrice maxGpuCount
    secure: lowestPrice(input: { gpuCount: 1, secureCloud: true }) { stockStatus }
    community: lowestPrice(input: { gpuCount: 1, secureCloud: false }) { stockStatus }
  }
}`;

const answer = z.object({ data: z.object({ gpuTypes: z.array(z.unknown()) }) });
const price = z.number().nonnegative().nullable();
const stock = z.object({ stockStatus: z.string().nullable() }).nullable();

const openGpu = z.object({
  id: z.string().min(1),
  memoryInGb: z.number().positive(),
  secureCloud: z.boolean(),
  communityCloud: z.boolean(),
  securePrice: price,
  communityPrice: price,
  maxGpuCount: z.number().int().nullable(),
  secure: stock,
  community: stock,
});

type OpenGpu = z.infer<typeof openGpu>;

const tiers = ["secure", "community"] as const;

/**
 * What RunPod's older API tells without a key, while it lives: prices per single GPU, no places.
 * It answers 200 with `errors` where it refuses.
 */
export async function openList(url: string, { signal }: CallContext): Promise<PriceList> {
  const { data } = await callProvider({
    method: "POST",
    url,
    body: { query },
    answer,
    changesMachine: false,
    secrets: [],
    signal,
  });
  return joinLists(
    tiers.map((tier) => readRows(data.gpuTypes, openGpu, (gpu) => toOpenOffers(gpu, tier))),
  );
}

function toOpenOffers(gpu: OpenGpu, tier: (typeof tiers)[number]): ProviderOffer[] {
  const usd = gpu[`${tier}Price`];
  const pricePerHourMicros = microsFromNumber(usd ?? 0);
  if (!gpu[`${tier}Cloud`] || pricePerHourMicros === null || pricePerHourMicros <= 0n) return [];
  return [
    {
      key: [tier, gpu.id, "any"].join("/"),
      instanceType: gpu.id,
      gpuSpelling: gpu.id,
      gpuCount: 1,
      maxGpuCount: Math.max(1, gpu.maxGpuCount ?? 1),
      isPartition: /\bMIG\b/.test(gpu.id),
      gpuMemoryGb: gpu.memoryInGb,
      vcpu: null,
      ramGb: null,
      diskGb: null,
      region: null,
      pricingModel: "on-demand",
      pricePerHourMicros,
      currency: "USD",
      nativePrice: `${usd} USD/GPU-hour`,
      availability: toAvailability(gpu[tier]?.stockStatus ?? null),
      tier,
    },
  ];
}

/** No word about the stock means that there is none. */
function toAvailability(status: string | null): Availability {
  switch (status?.toLowerCase()) {
    case "high":
    case "medium":
      return "available";
    case "low":
      return "limited";
    case undefined:
      return "unavailable";
    default:
      return "unknown";
  }
}
