import { z } from "zod";

/** Somebody's chat with the bot, as the played phone knows it. */
export const chatSchema = z.object({
  id: z.number(),
  firstName: z.string(),
  username: z.string().nullable(),
  isBlocked: z.boolean(),
  /** A group that became a supergroup: the chat's number from now on. */
  movedTo: z.number().nullable(),
  /** Until then every message to it is refused with 429. */
  heldUntilMs: z.number(),
});
export type Chat = z.infer<typeof chatSchema>;

export const buttonSchema = z.object({ text: z.string(), callback_data: z.string() });

export const messageSchema = z.object({
  id: z.number(),
  chatId: z.number(),
  from: z.enum(["bot", "person"]),
  text: z.string(),
  at: z.string(),
  parseMode: z.string().nullable(),
  buttons: z.array(buttonSchema),
});
export type Message = z.infer<typeof messageSchema>;

export const faultSchema = z.object({
  kind: z.enum([
    "rate-limited",
    "blocked",
    "moved",
    "unparsable",
    "answer-lost",
    "server-error",
    "repeat-update",
  ]),
  /** Left out: whichever chat comes next. */
  chatId: z.number().optional(),
  times: z.number().int().min(1).default(1),
  retryAfterS: z.number().int().min(0).default(5),
  movedTo: z.number().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** One call of the bot's, for those who count them. */
export interface Call {
  readonly method: string;
  readonly chatId: number | null;
  readonly atMs: number;
  readonly status: number;
}
