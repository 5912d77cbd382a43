import { z } from "zod";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";

const VERSION = /^(~upcoming|\d{4}-\d{2}-\d{2})$/;
const envelope = z.object({ version: z.string().regex(VERSION), data: z.unknown().optional() });

/** A refusal, which is a line of bare text here. */
export function plain(status: number, text: string): Answer {
  return { status, text, type: "text/plain; charset=utf-8" };
}

export const isRefused = (value: unknown): value is { refused: Answer } =>
  typeof value === "object" && value !== null && "refused" in value;

/**
 * Answers a call in its envelope. The version must be the first thing in the body, and not be older
 * than `since`; no body at all is the newest version.
 */
export function inEnvelope<T>(
  call: TwinCall,
  schema: z.ZodType<T>,
  run: (data: T) => unknown,
  since = "2023-01-01",
): Answer {
  const outer = envelope.safeParse(call.body ?? { version: "~upcoming" });
  const isFirst = call.body === undefined || /^\s*\{\s*"version"/.test(call.bodyText);
  if (!outer.success || !isFirst) return plain(400, "Bad request");
  const { version } = outer.data;
  if (version !== "~upcoming" && version < since) return plain(400, "unsupported version");
  const inner = schema.safeParse(outer.data.data);
  if (!inner.success) return plain(400, "Bad request");
  const data = run(inner.data);
  return isRefused(data) ? data.refused : json(200, { version, data });
}
