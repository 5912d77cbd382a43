import { openProblems } from "@/lib/problems/queries";
import type { ProblemsView } from "@/lib/problems/types";
import { liveAnswer } from "../live-answer";

/** What somebody of the team has to look at. */
export function GET(): Promise<Response> {
  return liveAnswer<ProblemsView>(openProblems);
}
