import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * One canned answer. `raw` is sent as it is; `hang`, `drop` and `half` never answer whole, `huge`
 * sends `raw` over and over, up to 100 MB.
 */
export interface Recorded {
  readonly status?: number;
  readonly json?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fate?: "hang" | "drop" | "half" | "huge";
}

export interface Asked {
  readonly method: string;
  /** Path with query, below the base URL. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface RecordedServer {
  readonly baseUrl: string;
  readonly asked: Asked[];
  /** Answers for what is asked; the latest set of answers holds. */
  answer(by: (asked: Asked) => Recorded): void;
  /** How much of `huge` answers went out since answers were last set. */
  hugeBytes(): number;
  close(): Promise<void>;
}

const notRecorded = (asked: Asked): Recorded => ({
  status: 500,
  json: { unexpected: `${asked.method} ${asked.path}` },
});

/** A provider of canned answers on loopback, over the real wire. */
export async function startRecordedServer(): Promise<RecordedServer> {
  let reply = notRecorded;
  const asked: Asked[] = [];
  const huge = { bytes: 0 };
  const server = createServer(async (request, response) => {
    const one = await readAsked(request);
    asked.push(one);
    const recorded = reply(one);
    if (recorded.fate === "huge") sendHuge(response, recorded, huge);
    else send(response, recorded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    baseUrl: `http://127.0.0.1:${port}/base`,
    asked,
    answer(by) {
      reply = by;
      asked.length = 0;
      huge.bytes = 0;
    },
    hugeBytes: () => huge.bytes,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? "",
    path: (request.url ?? "").replace(/^\/base/, ""),
    headers: request.headers,
    body: text === "" ? undefined : readBody(text),
  };
}

/** A body that is no JSON is what it is. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, recorded: Recorded): void {
  if (recorded.fate === "hang") return;
  if (recorded.fate === "drop") {
    response.socket?.destroy();
    return;
  }
  const text = recorded.raw ?? (recorded.json === undefined ? "" : JSON.stringify(recorded.json));
  response.writeHead(recorded.status ?? 200, {
    "content-type": "application/json",
    ...(recorded.fate === "half" && { "content-length": String(text.length + 100) }),
    ...recorded.headers,
  });
  if (recorded.fate !== "half") {
    response.end(text);
    return;
  }
  response.write(text);
  setTimeout(() => response.socket?.destroy(), 20);
}

const HUGE_BYTES = 100 * 1024 * 1024;

/** As fast as it is taken, until the other side hangs up. */
function sendHuge(response: ServerResponse, recorded: Recorded, sent: { bytes: number }): void {
  const piece = Buffer.from((recorded.raw ?? " ").repeat(64 * 1024)).subarray(0, 64 * 1024);
  response.writeHead(recorded.status ?? 200, {
    "content-type": "application/json",
    ...recorded.headers,
  });
  const go = () => {
    while (!response.destroyed && sent.bytes < HUGE_BYTES) {
      sent.bytes += piece.length;
      if (!response.write(piece)) {
        response.once("drain", go);
        return;
      }
    }
    response.end();
  };
  go();
}
