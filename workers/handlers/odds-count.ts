import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { countOdds } from "@/lib/odds/count-odds";
import type { Handler } from "@/workers/handlers/handler";

/** Counts launch odds and price honesty; played launches are never counted. */
export const oddsCount: Handler<"odds.count"> = async () => {
  if (env.WORLD === "live") await countOdds(clock.now());
};
