import { exportAccount } from "@/lib/account-export/export-account";
import { currentScope } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";

/** Everything stored about the signed-in person as a file; for a fresh session alone. */
export async function GET(): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refused(401, "unauthenticated");
  try {
    const day = clock.now().toISOString().slice(0, 10);
    return new Response(await exportAccount(scope), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="computehub-${day}.json"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) return refused(403, error.reason);
    throw error;
  }
}

function refused(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { "cache-control": "no-store" } });
}
