import { z } from "zod";
import type { Clock } from "../clock";
import type { Store } from "../store";
import {
  type Call,
  type Chat,
  chatSchema,
  type Fault,
  faultSchema,
  type Message,
  messageSchema,
} from "./records";

const KEPT_CALLS = 2_000;
const numbers = z.number();
const updateSchema = z.looseObject({ update_id: z.number() });
const hookSchema = z.object({ url: z.string(), secret: z.string().nullable() });
export type Update = z.infer<typeof updateSchema>;

/** Telegram as its bot and a person's phone see it. */
export type PlayedTelegram = ReturnType<typeof openTelegram>;

export function openTelegram(store: Store, clock: Clock) {
  const chats = store.collection("telegram.chats", (value) => chatSchema.parse(value));
  const messages = store.collection("telegram.messages", (value) => messageSchema.parse(value));
  const updates = store.collection("telegram.updates", (value) => updateSchema.parse(value));
  const serials = store.collection("telegram.serials", (value) => numbers.parse(value));
  const faults = store.collection("telegram.faults", (value) => faultSchema.parse(value));
  const hooks = store.collection("telegram.webhook", (value) => hookSchema.parse(value));
  const answers = store.collection("telegram.answers", (value) => z.string().parse(value));
  const calls: Call[] = [];
  const waiting = new Set<() => void>();

  const next = (name: string) => {
    const number = (serials.get(name) ?? 0) + 1;
    serials.put(name, number);
    return number;
  };
  const chatOf = (id: number): Chat =>
    chats.get(String(id)) ?? {
      id,
      firstName: "Ada",
      username: null,
      isBlocked: false,
      movedTo: null,
      heldUntilMs: 0,
    };

  return {
    clock,
    chatOf,
    hasChat: (id: number) => chats.get(String(id)) !== undefined,
    keepChat: (chat: Chat) => chats.put(String(chat.id), chat),
    messagesOf: (chatId: number) => messages.values().filter((one) => one.chatId === chatId),
    findMessage: (id: number) => messages.get(String(id)),
    addMessage(message: Omit<Message, "id" | "at">): Message {
      const stored = { ...message, id: next("message"), at: new Date(clock.nowMs()).toISOString() };
      messages.put(String(stored.id), stored);
      return stored;
    },
    /** Something a person did: kept until the bot says that it has it. */
    addUpdate(content: Record<string, unknown>): Update {
      const update = { update_id: 10_000 + next("update"), ...content };
      updates.put(String(update.update_id), update);
      for (const wake of waiting) wake();
      return update;
    },
    updatesFrom(offset: number): Update[] {
      for (const one of updates.values()) {
        if (one.update_id < offset) updates.remove(String(one.update_id));
      }
      return updates.values();
    },
    /** Settles when something new is there, or after the time. */
    untilNews: (ms: number) =>
      new Promise<void>((done) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          done();
        };
        const timer = setTimeout(end, ms);
        waiting.add(end);
      }),
    addFault: (fault: Fault) => faults.put(`${Date.now()}-${Math.random()}`, fault),
    takeFault(kinds: readonly Fault["kind"][], chatId: number | null): Fault | undefined {
      const hit = faults
        .entries()
        .find(
          ([, one]) =>
            kinds.includes(one.kind) && (one.chatId === undefined || one.chatId === chatId),
        );
      if (!hit) return undefined;
      const [key, fault] = hit;
      if (fault.times === 1) faults.remove(key);
      else faults.put(key, { ...fault, times: fault.times - 1 });
      return fault;
    },
    setHook: (hook: z.infer<typeof hookSchema> | null) =>
      hook ? hooks.put("hook", hook) : hooks.remove("hook"),
    hook: () => hooks.get("hook") ?? null,
    /** What the bot showed after a press, by the press. */
    noteAnswer: (id: string, text: string) => answers.put(id, text),
    answerOf: (id: string) => answers.get(id) ?? null,
    lastAnswer: () => answers.values().at(-1) ?? null,
    noteCall(call: Call) {
      calls.push(call);
      if (calls.length > KEPT_CALLS) calls.shift();
    },
    calls: () => calls,
    nextSerial: next,
    forget() {
      for (const one of [chats, messages, updates, faults, hooks, answers]) {
        for (const [key] of one.entries()) one.remove(key);
      }
      calls.length = 0;
    },
  };
}
