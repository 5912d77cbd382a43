import { clock } from "@/lib/clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { dueSources } from "@/lib/prices/due-sources";
import type { Handler } from "@/workers/handlers/handler";

/** Wakes a refresh for every price source that is due; one waits per source. */
export const pricesSweep: Handler<"prices.sweep"> = async () => {
  for (const providerId of await dueSources(clock.now())) {
    await enqueue("prices.refresh", { providerId }, { jobId: `prices-${providerId}` });
  }
};
