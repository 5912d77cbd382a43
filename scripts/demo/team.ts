import type { z } from "zod";
import { signIn } from "@/lib/accounts/sign-in";
import { readSession } from "@/lib/auth/read-session";
import { type TeamScope, teamScope, visitorScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import type { Verb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";

const ADDRESS = "127.0.0.1";

/** The sample account at work: signed in as a person, doing what a person may. */
export interface Team {
  readonly id: string;
  /** The session as it stands now; signs in again where it has run out. */
  scope(): Promise<TeamScope>;
  /** Runs a verb of the product. Throws what the product refuses with. */
  do<In extends z.ZodType, Out extends z.ZodType, P>(
    verb: Verb<In, Out, P>,
    input: z.input<In>,
  ): Promise<z.output<Out>>;
}

/** Signs the account in. Throws `AppError` where its password was changed. */
export async function openTeam(account: { email: string; password: string }): Promise<Team> {
  const held = { sessionId: await enter(account) };
  const scope = async () => {
    const open = await readSession(held.sessionId, ADDRESS);
    if (open) return teamScope(open);
    held.sessionId = await enter(account);
    return teamScope(await readSession(held.sessionId, ADDRESS));
  };
  return {
    id: (await scope()).team.id,
    scope,
    do: async (verb, input) => runVerb(verb, await scope(), input),
  };
}

async function enter(account: { email: string; password: string }): Promise<string> {
  const visitor = visitorScope({ locale: "en", address: ADDRESS });
  const admitted = await runVerb(signIn, visitor, account);
  if (!("sessionId" in admitted)) throw new AppError("unauthenticated", "second-step-needed");
  return admitted.sessionId;
}
