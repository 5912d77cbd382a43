import { backTestOf } from "@/lib/alerts/queries";
import { alertWish } from "@/lib/alerts/schema";
import type { BackTest } from "@/lib/alerts/types";
import { clock } from "@/lib/clock";
import { liveAnswer } from "../../live-answer";

/** How often the alert in the query would have told; null where it is no whole wish yet. */
export function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const wish = alertWish.safeParse({
    modelId: query.get("model"),
    pricingModel: query.get("pricing"),
    area: query.get("area") || null,
    maxPerGpuHour: query.get("max"),
  });
  return liveAnswer<BackTest | null>(async () =>
    wish.success ? backTestOf(wish.data, clock.now()) : null,
  );
}
