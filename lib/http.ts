import { tellExchange } from "./exchanges";
import { readStream, type StreamLimits } from "./read-stream";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly text?: string | undefined;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** The answer is a stream that nobody ends: its whole lines that come within this are taken. */
  readonly stream?: StreamLimits;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Why no whole answer came. `sent: false` means the request surely never reached the other side. */
export class HttpFailure extends Error {
  readonly failure: "timeout" | "network" | "too-large" | "redirect";
  readonly sent: boolean;

  constructor(cause: HttpFailure["failure"], sent: boolean) {
    super(`no answer: ${cause}`);
    this.name = "HttpFailure";
    this.failure = cause;
    this.sent = sent;
  }
}

const notConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return errorCode(error.cause);
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new HttpFailure("too-large", true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * One outside call with a time limit and a size limit. Redirects are not followed: a provider that
 * answers with one is not answering us. Throws `HttpFailure` when no whole answer came.
 */
export async function httpCall(request: HttpRequest): Promise<HttpResponse> {
  const head: Head = {};
  const tell = (text: string | null, failure: string | null) =>
    tellExchange({
      method: request.method,
      url: request.url,
      requestHeaders: headersOf(request),
      requestBody: request.text ?? request.body,
      status: head.response?.status ?? null,
      responseHeaders: Object.fromEntries(head.response?.headers ?? []),
      responseBody: text,
      failure,
    });
  try {
    const answer = await exchange(request, head);
    tell(answer.text, null);
    return answer;
  } catch (error) {
    if (error instanceof HttpFailure) tell(null, error.failure);
    throw error;
  }
}

/** What is known of an answer as soon as it begins. */
interface Head {
  response?: Response;
}

async function exchange(request: HttpRequest, head: Head): Promise<HttpResponse> {
  const { timeoutMs = 20_000, maxBytes = 20_000_000 } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: "manual",
      signal,
      headers: headersOf(request),
      ...(bodyOf(request) !== undefined && { body: bodyOf(request) }),
    });
    head.response = response;
    const { status, headers, ok } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      throw new HttpFailure("redirect", true);
    }
    const text =
      request.stream && ok
        ? await readStream(response, { ...request.stream, maxBytes })
        : await readBody(response, maxBytes);
    return { status, headers, text };
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    if (signal.aborted) throw new HttpFailure("timeout", true);
    throw new HttpFailure("network", !notConnected.has(errorCode(error) ?? ""));
  }
}

function bodyOf({ text, body }: HttpRequest): string | undefined {
  if (text !== undefined) return text;
  return body === undefined ? undefined : JSON.stringify(body);
}

function headersOf(request: HttpRequest): Record<string, string> {
  return {
    accept: "application/json",
    ...(request.text !== undefined && { "content-type": "text/plain; charset=utf-8" }),
    ...(request.body !== undefined && { "content-type": "application/json" }),
    ...request.headers,
  };
}
