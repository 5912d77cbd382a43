import { UnknownGpu } from "@/components/prices/gpu/unknown-gpu";
import { clock } from "@/lib/clock";
import { soldGpus } from "@/lib/market/queries";

/** What the address most likely meant, with prices. */
export default async function UnknownModel() {
  return <UnknownGpu gpus={await soldGpus(clock.now())} />;
}
