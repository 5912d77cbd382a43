import { readCosts } from "@/lib/costs/read-costs";
import type { CostsView } from "@/lib/costs/types";
import { liveAnswer } from "../live-answer";

/** What the team's machines cost. */
export function GET(): Promise<Response> {
  return liveAnswer<CostsView>(readCosts);
}
