import { type TeamScope, teamScope } from "@/lib/auth/scope";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";

/**
 * A CSV file of the team's that is written while it is read, called by `name` and the day. `write`
 * throws `AppError` where the person may not read it.
 */
export async function csvAnswer(
  name: string,
  write: (scope: TeamScope, now: Date) => ReadableStream<Uint8Array>,
): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refused(401, "unauthenticated");
  const now = clock.now();
  try {
    return new Response(write(teamScope(scope), now), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) return refused(403, error.code);
    throw error;
  }
}

function refused(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { "cache-control": "no-store" } });
}
