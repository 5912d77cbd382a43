import { securityView } from "@/lib/accounts/security-view";
import type { SecurityView } from "@/lib/accounts/types";
import { livePersonAnswer } from "../live-answer";

/** How the signed-in person signs in, and where they are signed in. */
export function GET(): Promise<Response> {
  return livePersonAnswer<SecurityView>(securityView);
}
