import { type TeamScope, teamScope } from "@/lib/auth/scope";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";

const types = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
} as const;

export interface FileAsked {
  /** What the file is called, before the day. */
  readonly name: string;
  readonly type: keyof typeof types;
}

type Body = string | ReadableStream<Uint8Array>;

/**
 * A file of the team's. `write` answers its text, whole or written while it is read, and throws
 * `AppError` where the person may not read it or there is none.
 */
export async function fileAnswer(
  { name, type }: FileAsked,
  write: (scope: TeamScope, now: Date) => Body | Promise<Body>,
): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refused(401, "unauthenticated");
  const now = clock.now();
  try {
    return new Response(await write(teamScope(scope), now), {
      headers: {
        "content-type": types[type],
        "content-disposition": `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.${type}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused(error.code === "not-found" ? 404 : 403, error.code);
  }
}

function refused(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { "cache-control": "no-store" } });
}
