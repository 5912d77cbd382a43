import { teamScope } from "@/lib/auth/scope";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { billsCsv } from "@/lib/costs/bills/bills-csv";
import { AppError } from "@/lib/errors";

/** Every machine's bill beside our count, as a CSV file that is written while it is read. */
export async function GET(request: Request): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refused(401, "unauthenticated");
  const list = new URL(request.url).searchParams.get("list");
  const now = clock.now();
  try {
    return new Response(billsCsv(teamScope(scope), { list, now }), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="bills-${now.toISOString().slice(0, 10)}.csv"`,
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
