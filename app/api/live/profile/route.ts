import { profileView } from "@/lib/accounts/queries";
import type { ProfileView } from "@/lib/accounts/types";
import { livePersonAnswer } from "../live-answer";

/** Who the signed-in person is. */
export function GET(): Promise<Response> {
  return livePersonAnswer<ProfileView>(profileView);
}
