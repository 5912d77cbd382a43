import { readInstallation } from "@/lib/installation/queries";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

/** Answers 200 once this process can serve: its database answers. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    return Response.json({ ok: true, ...(await readInstallation()) }, { headers });
  } catch (error) {
    log.error("health check failed", { error: String(error) });
    return Response.json({ ok: false }, { status: 503, headers });
  }
}
