import { readBestPrice } from "@/lib/costs/read-best-price";
import { type BestPriceView, costPeriods } from "@/lib/costs/types";
import { liveAnswer } from "../../live-answer";

/** What the hours of a period would have cost at the best price of the time; of this month by default. */
export function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("period");
  const period = costPeriods.find((one) => one === asked) ?? "month";
  return liveAnswer<BestPriceView>((scope) => readBestPrice(scope, period));
}
