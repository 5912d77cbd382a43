import { confirmWays } from "@/lib/accounts/queries";
import type { ConfirmWays } from "@/lib/accounts/types";
import { livePersonAnswer } from "../live-answer";

/** With what the signed-in person can confirm that it is them. */
export function GET(): Promise<Response> {
  return livePersonAnswer<ConfirmWays>(confirmWays);
}
