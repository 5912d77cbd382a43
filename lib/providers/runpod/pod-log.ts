import { z } from "zod";
import type { HttpResponse } from "@/lib/http";

/** One line of what a pod or its host wrote. */
const logEvent = z.object({ line: z.string(), ts: z.string() });

export const logEvents = z.array(logEvent);

type LogEvent = z.infer<typeof logEvent>;

/** Lines that hold nothing for us: what an event is called, when to come again, signs of life. */
const otherLine = /^(id|event|retry):|^:|^$/;

/**
 * The `data` of each event of a stream (server-sent events, one line of JSON each); `undefined`
 * where it is no such stream.
 */
export function readEvents({ headers, text }: HttpResponse): unknown {
  if (!headers.get("content-type")?.startsWith("text/event-stream")) return undefined;
  const events: unknown[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (otherLine.test(line)) continue;
    const data = /^data: ?(.*)$/.exec(line)?.[1];
    const event = data === undefined ? undefined : readJson(data);
    if (event === undefined) return undefined;
    events.push(event);
  }
  return events;
}

/** The newest `most` lines of container and host, oldest first. */
export function toLines(events: readonly LogEvent[], most: number): string[] {
  return [...events]
    .sort((one, other) => Date.parse(one.ts) - Date.parse(other.ts) || 0)
    .slice(-most)
    .map(({ line }) => line);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
