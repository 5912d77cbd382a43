import { takeInHeartbeat } from "@/lib/health/heartbeat/take-in";
import { readBody } from "@/lib/read-body";

export const dynamic = "force-dynamic";

/** Far above what sixteen GPUs tell of themselves. */
const MOST_BYTES = 16_384;

const statusOf = { taken: 204, refused: 403, unknown: 404 } as const;

/** Where machines post that they are alive, with their signature over time and body, or not at all. */
export async function POST(request: Request): Promise<Response> {
  const header = (name: string) => request.headers.get(name) ?? "";
  const bytes = await readBody(request, MOST_BYTES);
  if (!bytes) return new Response(null, { status: 413 });
  const outcome = await takeInHeartbeat({
    machine: header("x-machine"),
    time: header("x-time"),
    signature: header("x-signature"),
    body: Buffer.from(bytes).toString("utf8"),
  });
  return new Response(null, { status: statusOf[outcome] });
}
