import { takeInWebhook } from "@/lib/payments/take-in-webhook";
import { readBody } from "@/lib/read-body";

export const dynamic = "force-dynamic";

/** Far above any event of Stripe. */
const MOST_BYTES = 1_000_000;

const statusOf = { stored: 200, refused: 400, "not-set-up": 503 } as const;

/**
 * Where Stripe tells what happened: verified on the bytes as they came, stored, and answered at once.
 * A failure to store answers 500, so that Stripe tells again.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const outcome = await takeInWebhook(body, request.headers.get("stripe-signature") ?? "");
  return new Response(null, { status: statusOf[outcome] });
}
