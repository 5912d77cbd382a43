import { clock } from "@/lib/clock";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import type { Handler } from "@/workers/handlers/handler";

/** Fetches one provider's price list. */
export const pricesRefresh: Handler<"prices.refresh"> = async ({ providerId }, { signal }) => {
  await refreshProvider(providerId, { now: clock.now(), signal });
};
