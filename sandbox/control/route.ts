import { type Answer, json, type WireRequest } from "../wire/answer";
import type { Reachable } from "../wire/router";

export interface ControlCall extends WireRequest {
  params: Record<string, string>;
}

export interface ControlRoute extends Reachable {
  run(call: ControlCall): Answer | Promise<Answer>;
}

export const fine = (body: unknown = { ok: true }) => json(200, body);
export const wrong = (error: string) => json(400, { error });
export const missing = (error: string) => json(404, { error });
