import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller, Twin } from "../providers/twin";
import { type Answer, send, type WireRequest } from "./answer";
import type { Fault, Faults } from "./faults";
import type { LoggedCall, RequestLog } from "./request-log";
import { findRoute } from "./router";

const NOBODY: Caller = { account: "nobody", rights: "none" };
const NO_BODY_STATUS = new Set([204, 304]);
const GARBAGE =
  "<!doctype html><html><head><title>Just a moment...</title></head><body><h1>Bad gateway</h1></body></html>";

export interface Served {
  twin: Twin;
  faults: Faults;
  log: RequestLog;
  nowMs(): number;
}

/** Answers one provider call, with whatever fault, outage or delay is set for it. */
export async function serveTwin(
  served: Served,
  request: WireRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { twin, faults, log } = served;
  const caller = twin.caller(request.headers) ?? NOBODY;
  const settings = twin.settings.of(caller.account);
  const fault = faults.take(request.method, request.path, caller.account);
  const entry: LoggedCall = {
    at: new Date(served.nowMs()).toISOString(),
    account: caller === NOBODY ? null : caller.account,
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    body: request.malformed ? request.bodyText.slice(0, 2_000) : request.body,
    status: "none",
    fault: fault?.kind ?? null,
  };
  log.add(entry);

  const cut = () => {
    incoming.socket.resetAndDestroy();
  };
  const reply = (answer: Answer) => {
    entry.status = answer.status;
    const skew = fault?.kind === "clock-skew" ? fault.ms : (settings.clockSkewMs ?? 0);
    response.setHeader("Date", new Date(served.nowMs() + skew).toUTCString());
    for (const [name, value] of Object.entries(twin.headers?.(caller) ?? {})) {
      response.setHeader(name, value);
    }
    send(response, answer);
  };

  if (settings.outage === "503") return reply(twin.refusals.broken(503));
  if (settings.outage === "reset") return cut();
  if (settings.outage === "hang") return;
  if (settings.answerDelayMs) await wait(settings.answerDelayMs);

  const early = await instead(served, fault);
  if (early === "cut") return cut();
  if (early === "hang") return;
  if (early) return reply(early);

  const answer = act(served, request, caller, fault);
  if (fault?.kind === "delay" && !fault.before) await wait(fault.ms);
  const late = spoil(served, fault, answer);
  if (late === "cut") return cut();
  if (late === "hang") return;
  reply(late);
}

/** What happens before, or in place of, the call itself. */
async function instead(
  served: Served,
  fault: Fault | undefined,
): Promise<Answer | "cut" | "hang" | undefined> {
  const { refusals } = served.twin;
  switch (fault?.kind) {
    case "rate-limited":
      return refusals.tooMany(fault.retryAfterS);
    case "server-error":
      return fault.applied ? undefined : refusals.broken(fault.status);
    case "no-capacity":
      return refusals.noCapacity();
    case "connection-reset":
      return "cut";
    case "hang":
      return fault.applied ? undefined : "hang";
    case "redirect":
      return { status: 302, headers: { Location: fault.location } };
    case "answer":
      return {
        status: fault.status,
        json: fault.body,
        type: "application/json",
        headers: fault.headers,
      };
    case "delay":
      if (fault.before) await wait(fault.ms);
      return undefined;
    default:
      return undefined;
  }
}

/** What the wire makes of an answer whose call has already happened. */
function spoil(served: Served, fault: Fault | undefined, answer: Answer): Answer | "cut" | "hang" {
  switch (fault?.kind) {
    case "answer-lost":
      return "cut";
    case "hang":
      return "hang";
    case "server-error":
      return served.twin.refusals.broken(fault.status);
    case "html":
      return { status: 200, text: GARBAGE, type: "text/html; charset=utf-8" };
    case "half-json":
      return halved(answer);
    case "empty":
      return { status: answer.status, text: "", type: answer.type ?? "application/json" };
    case "huge":
      return {
        status: 200,
        text: `{"filler":"${"x".repeat(fault.bytes)}"}`,
        type: "application/json",
      };
    default:
      return answer;
  }
}

function act(
  served: Served,
  request: WireRequest,
  caller: Caller,
  fault: Fault | undefined,
): Answer {
  const { twin } = served;
  const found = findRoute(twin.routes, request.method, request.path);
  const open = found.kind === "route" && found.route.open === true;
  if (caller === NOBODY && !open) return twin.refusals.unauthorized(request.headers);
  if (found.kind === "none") return twin.refusals.notFound();
  if (found.kind === "wrong-method") return twin.refusals.wrongMethod(found.allowed);
  const settings = twin.settings.of(caller.account);
  const waitS = settings.rateLimit ? twin.limit?.(request.method, request.path, caller) : null;
  if (waitS) return twin.refusals.tooMany(waitS);
  if (found.route.writes && caller.rights !== "all") return twin.refusals.forbidden();
  if (request.malformed) return twin.refusals.malformed();
  return found.route.run({ ...request, params: found.params, caller, settings, twist: fault });
}

function halved(answer: Answer): Answer {
  const whole = JSON.stringify(answer.json ?? {});
  const text = whole.slice(0, Math.max(1, Math.floor(whole.length / 2)));
  const status = NO_BODY_STATUS.has(answer.status) ? 200 : answer.status;
  return { status, text, type: answer.type ?? "application/json" };
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
