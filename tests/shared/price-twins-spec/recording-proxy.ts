import { createServer, type IncomingMessage } from "node:http";
import type { Exchange } from "../twins-spec/open-spec";

export interface RecordingProxy {
  readonly url: string;
  /** Every call that came through, with the answer it got. */
  readonly exchanges: Exchange[];
  close(): Promise<void>;
}

/**
 * Passes calls on to `target` and keeps each, with its path from there on. It stands at the same path,
 * which some providers have signed.
 */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];
  const { origin, pathname: root } = new URL(target);
  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const path = url.slice(root.length);
    const body = await textOf(request);
    const { status, type, text } = await passOn(`${origin}${url}`, request, body);
    exchanges.push({ method, path, request: readJson(body), status, answer: readJson(text), type });
    response.writeHead(status, { "content-type": type }).end(text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}${root}`,
    exchanges,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

const ownToConnection = new Set(["host", "connection", "content-length", "accept-encoding"]);

async function passOn(url: string, request: IncomingMessage, body: string) {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !ownToConnection.has(name) ? [[name, value]] : [],
  );
  const answer = await fetch(url, {
    method: request.method ?? "GET",
    headers,
    redirect: "manual",
    ...(body !== "" && { body }),
  });
  const type = answer.headers.get("content-type") ?? "";
  return { status: answer.status, type, text: await answer.text() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function readJson(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
