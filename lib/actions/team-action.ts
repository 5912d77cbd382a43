import { headers } from "next/headers";
import type { z } from "zod";
import { perform } from "@/lib/actions/perform";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import { currentScope } from "@/lib/auth/session";
import type { AccountVerb, TeamVerb } from "@/lib/verbs/define-verb";

/**
 * The server action of a verb that acts in a team. Its page binds the team it shows, so that an
 * action sent after switching team in another tab is refused with `other-team` instead of acting
 * there: `remove.bind(null, teamId)`. The id grants nothing; the session decides.
 */
export function teamAction<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: TeamVerb<In, Out, P> | AccountVerb<In, Out, P>,
) {
  return async (
    teamId: string,
    input: z.input<In>,
    options?: ActionOptions,
  ): Promise<ActionResult<z.output<Out>>> => {
    const request = { headers: await headers(), scope: await currentScope(), pageTeamId: teamId };
    return perform(verb, request, { input, options });
  };
}
