import { takeInSes } from "@/lib/notifications/mail-feedback/take-in-ses";
import { readBody } from "@/lib/read-body";
import { statusOf } from "../status-of";

export const dynamic = "force-dynamic";

/** Far above the largest message of SNS. */
const MOST_BYTES = 500_000;

/** Where SNS posts what became of mails by SES. A failure answers 500, so that it tells again. */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  return new Response(null, { status: statusOf[await takeInSes(body)] });
}
