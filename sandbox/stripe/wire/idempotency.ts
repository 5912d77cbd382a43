import { createHash } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../../wire/answer";
import type { Desk } from "../desk";
import { StripeProblem } from "./problem";

const KEPT_S = 86_400;
const MAX_KEY = 255;

const keptSchema = z.object({
  fingerprint: z.string(),
  at: z.number(),
  status: z.number(),
  json: z.unknown(),
});

/** Answers given before under an idempotency key; one is kept for a day. */
export interface Replays {
  /** The answer given before to the same call; throws where the key was used for another. */
  find(account: string, key: string, call: string): Answer | undefined;
  keep(account: string, key: string, call: string, answer: Answer): void;
  /** Until then (in milliseconds of real time) a call under this key is still being answered. */
  hold(account: string, key: string, untilMs: number): void;
  forget(account?: string): void;
}

export function openReplays(desk: Desk): Replays {
  const rows = desk.world.store.collection("stripe-replays", (value) => keptSchema.parse(value));
  const held = new Map<string, number>();
  return {
    find(account, key, call) {
      if (key.length > MAX_KEY) throw refusal(400, "Idempotency keys may be 255 characters long.");
      const name = `${account} ${key}`;
      if ((held.get(name) ?? 0) > Date.now()) {
        throw refusal(
          409,
          `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        );
      }
      const known = rows.get(name);
      if (!known || known.at + KEPT_S < desk.now()) return undefined;
      if (known.fingerprint !== fingerprint(call)) {
        throw refusal(
          400,
          `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        );
      }
      return {
        status: known.status,
        json: known.json,
        type: "application/json",
        headers: { "Idempotent-Replayed": "true", "Original-Request": `req_${known.fingerprint}` },
      };
    },
    keep(account, key, call, { status, json }) {
      const at = desk.now();
      for (const [name, row] of rows.entries()) if (row.at + KEPT_S < at) rows.remove(name);
      rows.put(`${account} ${key}`, { fingerprint: fingerprint(call), at, status, json });
    },
    hold: (account, key, untilMs) => held.set(`${account} ${key}`, untilMs),
    forget(account) {
      for (const [name] of rows.entries()) {
        if (account === undefined || name.startsWith(`${account} `)) rows.remove(name);
      }
    },
  };
}

function refusal(status: number, message: string): StripeProblem {
  const code = status === 409 ? { code: "idempotency_key_in_use" } : {};
  return new StripeProblem(status, { type: "idempotency_error", message, ...code });
}

function fingerprint(call: string): string {
  return createHash("sha256").update(call).digest("hex").slice(0, 24);
}
