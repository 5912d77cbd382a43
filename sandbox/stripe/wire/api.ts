import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { TwinCall, TwinRoute } from "../../providers/twin";
import { type Answer, json } from "../../wire/answer";
import type { Desk } from "../desk";
import type { Wire } from "../object";
import { settle } from "../settle";
import { API_VERSION } from "../version";
import { complaint } from "./complaint";
import { expand } from "./expand";
import { readNested } from "./form";
import type { Replays } from "./idempotency";
import { invalid, StripeProblem } from "./problem";

/** One call of the API, read and checked. */
export interface ApiCall<P> {
  desk: Desk;
  account: string;
  /** The id in the path, where there is one. */
  id: string;
  path: Record<string, string>;
  params: P;
}

export interface ApiRoute {
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** Takes what was sent, as nested strings; throws a refusal. */
  run(call: ApiCall<Record<string, unknown>>): Wire;
}

/** A route whose parameters are checked against a closed schema before it is run. */
export function route<S extends z.ZodType>(
  method: ApiRoute["method"],
  path: string,
  schema: S,
  run: (call: ApiCall<z.infer<S>>) => Wire,
): ApiRoute {
  return {
    method,
    path,
    run(call) {
      const parsed = schema.safeParse(call.params);
      if (!parsed.success) throw complaint(parsed.error);
      return run({ ...call, params: parsed.data });
    },
  };
}

const expandSchema = z.array(z.string()).default([]);

/** Serves a route of the API: version, idempotency, parameters, `expand`, and refusals in its own words. */
export function serve(desk: Desk, replays: Replays, { method, path, run }: ApiRoute): TwinRoute {
  return {
    method,
    path,
    run(call) {
      const request = `req_${randomUUID().replaceAll("-", "").slice(0, 14)}`;
      const headers = { "Request-Id": request, "Stripe-Version": API_VERSION };
      const given = answerOrRefusal(desk, replays, call, request, run);
      return { ...given, headers: { ...headers, ...given.headers } };
    },
  };
}

function answerOrRefusal(
  desk: Desk,
  replays: Replays,
  call: TwinCall,
  request: string,
  run: ApiRoute["run"],
): Answer {
  try {
    return answer(desk, replays, call, request, run);
  } catch (error) {
    if (error instanceof StripeProblem) return error.answer;
    throw error;
  }
}

function answer(
  desk: Desk,
  replays: Replays,
  call: TwinCall,
  request: string,
  run: ApiRoute["run"],
): Answer {
  checkVersion(call);
  settle(desk);
  const { account } = call.caller;
  const key = call.method === "POST" ? header(call, "idempotency-key") : null;
  const text = `${call.method} ${call.path} ${call.bodyText}`;
  if (key !== null) {
    const replay = replays.find(account, key, text);
    if (replay) return replay;
  }
  const { expand: paths = [], ...params } = paramsOf(call);
  const wanted = expandSchema.safeParse(paths);
  if (!wanted.success) throw invalid("Invalid array", "expand");
  const given = { desk, account, id: call.params.id ?? "", path: call.params, params };
  desk.request = { id: request, key };
  try {
    const result = outcome(() => expand(desk, account, run(given), wanted.data));
    if (key !== null) replays.keep(account, key, text, result);
    if (key !== null && call.twist?.kind === "delay" && !call.twist.before) {
      replays.hold(account, key, Date.now() + call.twist.ms);
    }
    return result;
  } finally {
    desk.request = { id: null, key: null };
  }
}

/** A card's refusal is a result like any other; a call that made no sense has none. */
function outcome(run: () => Wire): Answer {
  try {
    return json(200, run());
  } catch (error) {
    if (error instanceof StripeProblem && error.body.type === "card_error") return error.answer;
    throw error;
  }
}

function paramsOf(call: TwinCall): Record<string, unknown> {
  const query = readNested(call.query);
  if (call.method === "GET") return query;
  return { ...query, ...readNested(new URLSearchParams(call.bodyText)) };
}

function checkVersion(call: TwinCall): void {
  const version = header(call, "stripe-version");
  if (version === null || version === API_VERSION) return;
  throw invalid(`Invalid Stripe API version: ${version}. This sandbox speaks ${API_VERSION}.`);
}

function header({ headers }: TwinCall, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}
