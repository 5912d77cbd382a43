import { unreadBatches } from "@/lib/deployments/batches/queries";
import type { BatchView } from "@/lib/deployments/batches/schema";
import { liveAnswer } from "../live-answer";

/** One's own batches whose result was not closed yet. */
export function GET(): Promise<Response> {
  return liveAnswer<BatchView[]>(unreadBatches);
}
