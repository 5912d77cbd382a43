import { getLocale } from "next-intl/server";
import { currentScope } from "@/lib/auth/session";
import { redirect } from "@/lib/i18n/navigation";

/**
 * The team that a page shows, to be bound to its actions. Empty without a session, where the layout
 * leads to sign-in: no action takes an empty one. Leads to setting a second step up where the team
 * asks for one that the person does not have.
 */
export async function pageTeamId(): Promise<string> {
  const team = (await currentScope())?.team;
  if (team?.lacksSecondStep) redirect({ href: "/settings/security", locale: await getLocale() });
  return team?.id ?? "";
}
