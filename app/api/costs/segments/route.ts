import { teamScope } from "@/lib/auth/scope";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { segmentsCsv } from "@/lib/costs/segments-csv";
import { segmentsQuery } from "@/lib/costs/segments-query";
import { AppError } from "@/lib/errors";

/** Every stretch that a search finds, as a CSV file that is written while it is read. */
export async function GET(request: Request): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refused(401, "unauthenticated");
  const { q } = segmentsQuery.parse({
    q: new URL(request.url).searchParams.get("q"),
    after: null,
  });
  const now = clock.now();
  try {
    return new Response(segmentsCsv(teamScope(scope), { q, now }), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="costs-${now.toISOString().slice(0, 10)}.csv"`,
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
