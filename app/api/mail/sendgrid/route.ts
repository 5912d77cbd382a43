import { takeInSendgrid } from "@/lib/notifications/mail-feedback/take-in-sendgrid";
import { readBody } from "@/lib/read-body";
import { statusOf } from "../status-of";

export const dynamic = "force-dynamic";

/** Far above what SendGrid posts at once. */
const MOST_BYTES = 2_000_000;

/** Where SendGrid posts what became of mails. A failure answers 500, so that it tells again. */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const named = (name: string) => request.headers.get(`x-twilio-email-event-webhook-${name}`) ?? "";
  const proof = { timestamp: named("timestamp"), signature: named("signature") };
  return new Response(null, { status: statusOf[await takeInSendgrid(body, proof)] });
}
