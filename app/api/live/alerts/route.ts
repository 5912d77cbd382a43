import { type AlertList, listAlerts } from "@/lib/alerts/queries";
import { liveAnswer } from "../live-answer";

/** One's own price alerts. */
export function GET(): Promise<Response> {
  return liveAnswer<AlertList>(listAlerts);
}
