import { z } from "zod";
import { type ControlRoute, fine, missing, wrong } from "../control/route";
import { pressButton, write } from "./person";
import { faultSchema } from "./records";
import type { PlayedTelegram } from "./telegram";

const written = z.object({
  chatId: z.number(),
  text: z.string().min(1),
  firstName: z.string().optional(),
  username: z.string().optional(),
});
const pressed = z.object({ messageId: z.number(), data: z.string() });

/** Plays a person's side of Telegram, sets faults, and tells what the bot did. */
export function telegramControlRoutes(telegram: PlayedTelegram): ControlRoute[] {
  return [
    {
      method: "GET",
      path: "/control/telegram/messages",
      run: ({ query }) => fine(telegram.messagesOf(Number(query.get("chat")))),
    },
    { method: "GET", path: "/control/telegram/calls", run: () => fine(telegram.calls()) },
    {
      method: "GET",
      path: "/control/telegram/answers/:id",
      run: ({ params }) => fine({ text: telegram.answerOf(params.id ?? "") }),
    },
    {
      method: "POST",
      path: "/control/telegram/write",
      run({ body }) {
        const parsed = written.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        return fine(write(telegram, parsed.data, parsed.data.text));
      },
    },
    {
      method: "POST",
      path: "/control/telegram/press",
      run({ body }) {
        const parsed = pressed.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        const id = pressButton(telegram, parsed.data.messageId, parsed.data.data);
        return id === null ? missing("no such button") : fine({ id });
      },
    },
    {
      method: "POST",
      path: "/control/telegram/faults",
      run({ body }) {
        const parsed = faultSchema.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        telegram.addFault(parsed.data);
        return fine();
      },
    },
    {
      method: "DELETE",
      path: "/control/telegram",
      run() {
        telegram.forget();
        return fine();
      },
    },
  ];
}
