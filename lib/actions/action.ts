import { headers } from "next/headers";
import type { z } from "zod";
import { perform } from "@/lib/actions/perform";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import { currentScope } from "@/lib/auth/session";
import type { AccountVerb, OperatorVerb } from "@/lib/verbs/define-verb";

/**
 * The server action of a verb that acts in no team; those that do have `teamAction`. Takes the verb's input (a form's fields are read as text) and
 * answers `{ ok: true, data }` or `{ ok: false, error }` with a sentence in the reader's language.
 */
export function action<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: AccountVerb<In, Out, P> | OperatorVerb<In, Out, P>,
) {
  return async (
    input: z.input<In>,
    options?: ActionOptions,
  ): Promise<ActionResult<z.output<Out>>> => {
    const request = { headers: await headers(), scope: await currentScope() };
    return perform(verb, request, { input, options });
  };
}
