import type { Answer } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { PodMachine } from "./pod-view";
import { invalid, notFound } from "./problems";
import type { Yard } from "./yard";

const SOURCES = ["container", "system"];
const MOST_LINES = 5_000;
const USUAL_LINES = 100;
const MINUTE_MS = 60_000;

interface LogLine {
  atMs: number;
  source: string;
  line: string;
}

/** GET /pods/:id/logs: server-sent events that go on until the caller hangs up. */
export function logRoutes(yard: Yard): TwinRoute[] {
  return [{ method: "GET", path: "/pods/:id/logs", run: (call) => streamLogs(yard, call) }];
}

function streamLogs(yard: Yard, call: TwinCall): Answer {
  const { query, caller, headers } = call;
  const pod = yard.pods.find(call.params.id ?? "");
  if (!pod || pod.gone || pod.account !== caller.account) return notFound("pod not found");
  const source = query.get("source");
  if (source !== null && !SOURCES.includes(source)) return invalid(["source: unknown value"]);
  const tail = Number(query.get("tail") ?? USUAL_LINES);
  if (!Number.isInteger(tail) || tail < 0 || tail > MOST_LINES) return invalid(["tail: 0 to 5000"]);
  const lines = linesOf(pod, yard.nowMs()).filter(
    (line) => source === null || line.source === source,
  );
  const [resumedAt] = [headers["last-event-id"]].flat();
  const since = resumedAt?.split("/")[0] ?? query.get("since");
  const shown = since
    ? lines.filter((line) => line.atMs > Date.parse(since))
    : lines.slice(lines.length - Math.min(tail, lines.length));
  return {
    status: 200,
    text: shown.map(toEvent).join(""),
    type: "text/event-stream",
    headers: { "Cache-Control": "no-cache", "X-Accel-Buffering": "no" },
    staysOpen: true,
  };
}

/** What the host says of each state, and what the container says while it runs, minute by minute. */
function linesOf(pod: PodMachine, nowMs: number): LogLine[] {
  return pod.segments.flatMap(({ state, fromMs, toMs }) => {
    const host = { atMs: fromMs, source: "system", line: HOST_LINES[state] ?? state };
    if (state !== "RUNNING") return [{ ...host, line: `${host.line} ${pod.wire.image}`.trim() }];
    const minutes = Math.floor(((toMs ?? nowMs) - fromMs) / MINUTE_MS);
    const own = Array.from({ length: Math.min(minutes, MOST_LINES) }, (_, at) => ({
      atMs: fromMs + (at + 1) * MINUTE_MS,
      source: "container",
      line: `step ${at + 1}: ${pod.wire.gpu.count} GPU busy`,
    }));
    return [host, { ...host, source: "container", line: "Model loaded." }, ...own];
  });
}

const HOST_LINES: Record<string, string> = {
  PROVISIONING: "create container",
  STARTING: "pull image",
  RUNNING: "start container",
  EXITED: "stop container",
};

function toEvent({ atMs, source, line }: LogLine): string {
  const ts = new Date(atMs).toISOString();
  return `id: ${ts}/000000000001\ndata: ${JSON.stringify({ ts, source, line })}\n\n`;
}
