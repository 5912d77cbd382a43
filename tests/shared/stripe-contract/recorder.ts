import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { readNested } from "@/sandbox/stripe/wire/form";

/** One call of the API as it went over the wire; its parameters are text still. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly params: Record<string, unknown>;
  readonly key: string | null;
  readonly version: string | null;
  readonly status: number;
}

export interface Recorder {
  readonly url: string;
  readonly calls: RecordedCall[];
  close(): Promise<void>;
}

/** Stands before a sandbox, writes down every call and hands it on as it is. */
export async function record(target: string): Promise<Recorder> {
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    void handOn(target, request, response).then((call) => calls.push(call));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function handOn(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<RecordedCall> {
  const { method = "GET", url = "/" } = request;
  const body = await text(request);
  const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
    ...(method !== "GET" && { body }),
  });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
  const { pathname, searchParams } = new URL(url, target);
  return {
    method,
    path: pathname,
    params: {
      ...readNested(searchParams),
      ...(method !== "GET" && readNested(new URLSearchParams(body))),
    },
    key: headerOf(request, "idempotency-key"),
    version: headerOf(request, "stripe-version"),
    status: answer.status,
  };
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}
