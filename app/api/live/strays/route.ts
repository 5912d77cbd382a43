import { listStrays } from "@/lib/strays/queries";
import type { StrayView } from "@/lib/strays/schema";
import { liveAnswer } from "../live-answer";

/** Machines of the team's accounts that carry our mark and nobody owns. */
export function GET(): Promise<Response> {
  return liveAnswer<StrayView[]>(listStrays);
}
