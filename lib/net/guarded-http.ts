import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { env } from "@/lib/env";
import { NetFailure, toNetFailure } from "./net-failure";
import { openSocket } from "./open-socket";
import { isLiteral } from "./public-address";

export interface GuardedRequest {
  readonly method: "GET" | "POST";
  /** `http:` or `https:`, without a name or password in it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For all of it, redirects included. */
  readonly timeoutMs: number;
  /** How much of the body is read at most. */
  readonly maxBytes: number;
  /** Ports that whoever typed the address chose for it, beside 80 and 443. */
  readonly alsoPorts?: readonly number[];
  /** A text to look for in the body. */
  readonly match?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is told of an answer: never its body, which may come from where the asker may not look. */
export interface GuardedAnswer {
  readonly status: number;
  /** Whether `match` stands in what was read of the body; `null` where nothing was looked for. */
  readonly isMatched: boolean | null;
  readonly retryAfterS: number | null;
  readonly redirects: number;
  readonly ms: number;
}

const MOST_REDIRECTS = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * One HTTP call to an address that somebody typed. Every hop of a redirect is checked like the first;
 * only a GET follows one, and it takes no header and no port of the caller's along to another host. Throws
 * `NetFailure`; an answer of any status is an answer.
 */
export async function guardedHttp(call: GuardedRequest): Promise<GuardedAnswer> {
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
  const first = webAddress(call.url);
  let url = first;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const headers = (url.origin === first.origin ? call.headers : undefined) ?? {};
    const alsoPorts = (url.hostname === first.hostname ? call.alsoPorts : undefined) ?? [];
    const answer = await exchange({ ...call, headers, alsoPorts }, url, signal);
    const next = call.method === "GET" && redirects.has(answer.status) ? answer.location : null;
    if (next === null) {
      const { status, isMatched, retryAfterS } = answer;
      const ms = Math.round(performance.now() - startedAt);
      return { status, isMatched, retryAfterS, redirects: hops, ms };
    }
    url = webAddress(next, url);
  }
  throw new NetFailure("redirects");
}

function webAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (!url || !isWeb || url.username !== "" || url.password !== "") throw new NetFailure("blocked");
  return url;
}

interface Exchanged {
  readonly status: number;
  readonly location: string | null;
  readonly retryAfterS: number | null;
  readonly isMatched: boolean | null;
}

async function exchange(call: GuardedRequest, url: URL, signal: AbortSignal): Promise<Exchanged> {
  const socket = await openLine(call, url, signal);
  try {
    const response = await sent(call, url, socket, signal);
    return {
      status: response.statusCode ?? 0,
      location: response.headers.location ?? null,
      retryAfterS: secondsIn(response.headers["retry-after"]),
      isMatched:
        call.match === undefined ? null : await contains(response, call.match, call.maxBytes),
    };
  } catch (error) {
    throw signal.aborted ? new NetFailure("timeout") : toNetFailure(error);
  } finally {
    socket.destroy();
  }
}

async function openLine(call: GuardedRequest, url: URL, signal: AbortSignal): Promise<Socket> {
  const isEncrypted = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = await openSocket({
    host,
    port: url.port === "" ? (isEncrypted ? 443 : 80) : Number(url.port),
    timeoutMs: call.timeoutMs,
    purpose: { typed: { alsoPorts: call.alsoPorts ?? [] } },
    signal,
  });
  if (!isEncrypted) return socket;
  return connectTls({
    socket,
    ...(isLiteral(host) ? { host } : { servername: host }),
    ...playedAuthority(),
  });
}

/** The sandbox's network signs the certificates of its own hosts. */
function playedAuthority(): { ca?: Buffer } {
  return env.SANDBOX_NETWORK_CA ? { ca: readFileSync(env.SANDBOX_NETWORK_CA) } : {};
}

function sent(
  { method, headers, body }: GuardedRequest,
  url: URL,
  socket: Socket,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const asked = request({
      // Heeded only where no agent is named: an agent would open a connection of its own, unchecked.
      createConnection: () => socket,
      method,
      host: url.hostname,
      port: url.port,
      path: `${url.pathname}${url.search}`,
      headers: {
        "user-agent": "ComputeHub",
        accept: "*/*",
        connection: "close",
        ...headers,
        host: url.host,
      },
      signal,
    });
    asked.once("response", answered).once("error", failed);
    asked.end(body);
  });
}

async function contains(body: IncomingMessage, text: string, maxBytes: number): Promise<boolean> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8").includes(text);
}

function secondsIn(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isInteger(seconds) && seconds >= 0 ? seconds : null;
}
