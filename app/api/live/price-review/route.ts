import { priceReview } from "@/lib/prices/review/queries";
import { liveAnswer } from "../live-answer";

/** What waits for the operators; for anybody else it does not exist. */
export function GET(): Promise<Response> {
  return liveAnswer(priceReview);
}
