import { deletionView } from "@/lib/erasure/queries";
import type { DeletionView } from "@/lib/erasure/types";
import { livePersonAnswer } from "../live-answer";

/** What deleting the signed-in person's account would do. */
export function GET(): Promise<Response> {
  return livePersonAnswer<DeletionView>(deletionView);
}
