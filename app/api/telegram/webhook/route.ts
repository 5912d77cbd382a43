import { takeInWebhook } from "@/lib/notifications/telegram-bot/take-in-update";
import { readBody } from "@/lib/read-body";

export const dynamic = "force-dynamic";

/** Far above any update of Telegram. */
const MOST_BYTES = 200_000;

const statusOf = { taken: 200, refused: 403, malformed: 400 } as const;

/**
 * Where Telegram posts what people send to the bot: with the secret it was told, or not at all. A
 * failure answers 500, so that Telegram tells again.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = request.headers.get("x-telegram-bot-api-secret-token") ?? "";
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const outcome = await takeInWebhook(Buffer.from(body).toString("utf8"), secret);
  return new Response(null, { status: statusOf[outcome] });
}
