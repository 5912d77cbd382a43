import { type Scope, type TeamScope, teamScope } from "@/lib/auth/scope";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { AppError, type ErrorCode } from "@/lib/errors";

const statusOf: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "feature-locked": 403,
  "not-found": 404,
};
const headers = { "cache-control": "no-store" };

/**
 * Answers a page's poll with `{ now, team, data }` for the team of the session: 401 without one, 404 for
 * what the team does not have. Nothing on the way may keep the answer.
 */
export function liveAnswer<T>(read: (scope: TeamScope) => Promise<T>): Promise<Response> {
  return livePersonAnswer((scope) => read(teamScope(scope)));
}

/** The same about the signed-in person, whichever team they work in. */
export async function livePersonAnswer<T>(read: (scope: Scope) => Promise<T>): Promise<Response> {
  try {
    const scope = await currentScope();
    if (!scope) throw new AppError("unauthenticated");
    const data = await read(scope);
    const team = scope.team?.id ?? null;
    return Response.json({ now: clock.now().toISOString(), team, data }, { headers });
  } catch (error) {
    const status = error instanceof AppError ? statusOf[error.code] : undefined;
    if (!(error instanceof AppError) || status === undefined) throw error;
    return Response.json({ code: error.code }, { status, headers });
  }
}
