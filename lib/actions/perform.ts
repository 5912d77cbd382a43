import { z } from "zod";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { sayError } from "@/lib/actions/say-error";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import { clientAddress } from "@/lib/auth/client-address";
import { countTry } from "@/lib/auth/rate-limits";
import { readerLocale } from "@/lib/auth/reader-locale";
import { type Scope, visitorScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import type { Verb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";

const requestIdShape = z.string().regex(/^[A-Za-z0-9_-]{8,80}$/);

/** A browser's request: its headers, and who it is when signed in. */
export interface ActionRequest {
  readonly headers: Pick<Headers, "get">;
  readonly scope: Scope | null;
  /** The team that the page shows, for acts in a team. */
  readonly pageTeamId?: string;
}

/** Runs a verb for a browser: same origin, rate limit, verb, and every refusal as a value. */
export async function perform<In extends z.ZodType, Out extends z.ZodType, P>(
  verb: Verb<In, Out, P>,
  { headers, scope, pageTeamId }: ActionRequest,
  { input, options }: { readonly input: unknown; readonly options?: ActionOptions | undefined },
): Promise<ActionResult<z.output<Out>>> {
  const locale = readerLocale(headers);
  const address = clientAddress(headers);
  try {
    if (!isSameOrigin(headers)) throw new AppError("forbidden", "foreign-origin");
    if (verb.permission === "visitor") await countTry("visitor", address);
    if (scope && pageTeamId !== undefined) requireSameTeam(scope, pageTeamId);
    const requestId = requestIdShape.safeParse(options?.requestId).data;
    const userAgent = headers.get("user-agent");
    const as = { ...(scope ?? visitorScope({ locale, address })), userAgent };
    return { ok: true, data: await runVerb(verb, as, input, requestId ? { requestId } : {}) };
  } catch (error) {
    return { ok: false, error: sayError(error, locale, verb.name) };
  }
}

function requireSameTeam({ team }: Scope, pageTeamId: unknown): void {
  if (team?.id !== pageTeamId) throw new AppError("conflict", "other-team");
}
