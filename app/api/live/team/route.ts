import { teamView } from "@/lib/teams/queries";
import type { TeamView } from "@/lib/teams/types";
import { liveAnswer } from "../live-answer";

/** Members, invitations and seats of the team. */
export function GET(): Promise<Response> {
  return liveAnswer<TeamView>(teamView);
}
