import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** A request as every route of the sandbox sees it; `path` is what follows the mount point. */
export interface WireRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
  bodyText: string;
  malformed: boolean;
}

/** What goes back: JSON, text with its type, or nothing but a status. */
export interface Answer {
  status: number;
  json?: unknown;
  text?: string;
  type?: string;
  headers?: Record<string, string>;
  /** A stream that has more to say: the connection is left open after the text. */
  staysOpen?: boolean;
  /** All was done, and then the line is cut: no answer comes. */
  cut?: boolean;
}

export function json(status: number, body: unknown, type = "application/json"): Answer {
  return { status, json: body, type };
}

/** Writes an answer out in one piece, or the beginning of a stream. */
export function send(response: ServerResponse, answer: Answer): void {
  if (answer.cut) {
    response.destroy();
    return;
  }
  if (answer.staysOpen) {
    response.setHeader("Content-Type", answer.type ?? "text/plain");
    response.flushHeaders();
    response.write(answer.text ?? "");
    return;
  }
  const body = answer.json === undefined ? answer.text : JSON.stringify(answer.json);
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader("Content-Type", answer.type ?? "text/plain; charset=utf-8");
  response.end(body);
}
