import { withoutLocale } from "@/components/auth/return-path";
import { inviteOfLink } from "@/lib/teams/queries";

/** The address that an invitation was sent to, where its link is what one goes on to; else null. */
export async function invitedAddress(path: string): Promise<string | null> {
  const [place, query] = withoutLocale(path).split("?");
  if (place !== "/accept-invite") return null;
  const invite = await inviteOfLink(new URLSearchParams(query).get("token") ?? "");
  return invite?.state === "open" ? invite.email : null;
}
