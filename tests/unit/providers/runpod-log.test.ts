import { describe, expect, it } from "vitest";
import { logEvents, readEvents, toLines } from "@/lib/providers/runpod/pod-log";

const stream = (text: string, type = "text/event-stream; charset=utf-8") =>
  readEvents({ status: 200, headers: new Headers({ "content-type": type }), text });
const event = (ts: string, line: string) =>
  `id: ${ts}/000000000001\ndata: ${JSON.stringify({ ts, source: "container", line })}\n\n`;

describe("the log stream of a pod", () => {
  it("is read event by event, with signs of life and any line ending", () => {
    const text = `retry: 1000\r\n: alive\r\n\r\n${event("2026-06-01T12:02:03Z", "Model loaded.")}`;
    expect(stream(text)).toMatchObject([{ line: "Model loaded.", source: "container" }]);
    expect(stream("")).toEqual([]);
  });

  it("is not understood where it is something else", () => {
    expect(stream("<html>busy</html>")).toBeUndefined();
    expect(stream('data: {"ts": "2026-06')).toBeUndefined();
    expect(stream(event("2026-06-01T12:02:03Z", "x"), "text/html")).toBeUndefined();
  });

  it("with an error in place of a line does not pass for a log", () => {
    const events = stream('data: {"error": {"code": "internal"}}\n\n');
    expect(logEvents.safeParse(events).success).toBe(false);
  });

  it("shows the newest lines of host and container together, oldest first", () => {
    const events = [
      { ts: "2026-06-01T12:00:02Z", line: "second" },
      { ts: "2026-06-01T12:00:03Z", line: "third" },
      { ts: "2026-06-01T12:00:01Z", line: "first" },
    ];
    expect(toLines(events, 2)).toEqual(["second", "third"]);
    expect(toLines(events, 500)).toEqual(["first", "second", "third"]);
  });
});
