import { clock } from "@/lib/clock";
import { refreshRates } from "@/lib/rates/refresh-rates";
import type { Handler } from "@/workers/handlers/handler";

/** Brings the exchange rates up to date. */
export const ratesRefresh: Handler<"rates.refresh"> = async (_payload, { signal }) => {
  await refreshRates({ now: clock.now(), signal });
};
