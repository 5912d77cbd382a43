import { readAnomaly } from "@/lib/costs/read-anomaly";
import type { AnomalyView } from "@/lib/costs/types";
import { liveAnswer } from "../../live-answer";

/** The day of late that cost the team clearly more than usual. */
export function GET(): Promise<Response> {
  return liveAnswer<AnomalyView | null>(readAnomaly);
}
