import type { AdapterSettings, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { vultrClient } from "./client";
import { toMetalOffers, toPlanOffers } from "./map";
import { meta } from "./meta";
import { anyMetalPlan, anyPlan, gpuPlan, metalPlan } from "./wire";

/** Vultr: prices of cloud GPUs and bare metal, published without a key. */
export function createVultr({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = vultrClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const [plans, metal] = await Promise.all([
          client.plans({ signal }),
          client.metalPlans({ signal }),
        ]);
        return joinLists([
          readRows(plans.filter(mayHoldCloudGpu), gpuPlan, toPlanOffers),
          readRows(metal.filter(mayHoldMetalGpu), metalPlan, toMetalOffers),
        ]);
      },
    },
  };
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function mayHoldCloudGpu(row: unknown): boolean {
  const plan = anyPlan.safeParse(row);
  return !plan.success || plan.data.type === "vcg";
}

function mayHoldMetalGpu(row: unknown): boolean {
  const plan = anyMetalPlan.safeParse(row);
  return !plan.success || plan.data.id.includes("gpu");
}
