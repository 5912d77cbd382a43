import { currentScope } from "@/lib/auth/session";

/**
 * The team that a page shows, to be bound to its actions. Empty without a session, where the layout
 * leads to sign-in: no action takes an empty one.
 */
export async function pageTeamId(): Promise<string> {
  return (await currentScope())?.team?.id ?? "";
}
