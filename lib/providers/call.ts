import type { z } from "zod";
import { HttpFailure, type HttpRequest, type HttpResponse, httpCall } from "@/lib/http";
import type { CallGuard } from "./contract";
import { ProviderError, type ProviderErrorKind } from "./errors";
import { kindOfStatus } from "./kind-of-status";

const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

export interface ProviderRequest<T> extends HttpRequest {
  /** Shape of a good answer; unknown fields pass, missing ones do not. */
  readonly answer: z.ZodType<T>;
  /** How a good answer that is no JSON is read; `undefined`: it is not what it should be. */
  readonly read?: (response: HttpResponse) => unknown;
  /** The call starts, ends or changes a machine: an unclear answer may have done it. */
  readonly changesMachine: boolean;
  /** The call may make a machine, so it counts against limits on launches too. */
  readonly launches?: boolean;
  readonly guard?: CallGuard | undefined;
  /** Values that must not appear in any error. */
  readonly secrets: readonly string[];
  /** What this provider means by a refusal that its status alone does not tell. */
  readonly kindOf?: (refusal: Refusal) => ProviderErrorKind | null;
  /** The refusal that hides in an answer of success, if one does; left out where none ever does. */
  readonly hiddenIn?: (body: unknown) => Refusal | null;
}

/** An answer with a status from 400 on; `body` is its JSON, `undefined` if it has none. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  /** The body as it came, for providers that refuse in bare words. */
  readonly text?: string;
}

/**
 * One call to a provider. Answers what `answer` parsed, an empty 2xx body as `undefined`; throws
 * `ProviderError` alone. Whatever is not clearly the provider's own word (no whole answer, a page
 * instead of JSON, a changed shape, a 5xx) is `ambiguous` where a machine may have changed and
 * `transient` elsewhere.
 */
export async function callProvider<T>(request: ProviderRequest<T>): Promise<T> {
  await request.guard?.enter({ launches: request.launches ?? false });
  try {
    const answer = await exchange(request);
    await request.guard?.leave(null);
    return answer;
  } catch (error) {
    if (error instanceof ProviderError) {
      await request.guard?.leave(error.kind, error.retryAfterMs);
    }
    throw error;
  }
}

async function exchange<T>(request: ProviderRequest<T>): Promise<T> {
  const response = await send(request);
  if (response.status >= 400) {
    const { status, text } = response;
    const refusal = { status, body: readJson(text), text };
    throw refusalError(request, refusal, response);
  }
  const body = request.read ? request.read(response) : readJson(response.text);
  const hidden = request.hiddenIn?.(body) ?? null;
  if (hidden) throw refusalError(request, hidden, response);
  if (body === undefined && response.text !== "") {
    const detail = request.read ? "answer not understood" : describe(body);
    throw unclear(request, { status: response.status, detail });
  }
  const parsed = request.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".") || "answer");
  throw unclear(request, {
    status: response.status,
    detail: `answer not understood: ${fields.slice(0, 5).join(", ")}`,
  });
}

async function send(request: HttpRequest & ProviderRequest<unknown>): Promise<HttpResponse> {
  try {
    const { method, url, headers, body, text, timeoutMs, maxBytes, stream, signal } = request;
    const exchange = { method, url, headers, body, text, timeoutMs, maxBytes, stream, signal };
    return await httpCall(exchange);
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw unclear(request, { detail: "no answer" });
    if (!error.sent) {
      throw new ProviderError("transient", { detail: "could not connect", isUnsent: true });
    }
    throw unclear(request, { detail: `no answer: ${error.failure}` });
  }
}

function refusalError(
  request: ProviderRequest<unknown>,
  refusal: Refusal,
  response: HttpResponse,
): ProviderError {
  const kind = request.kindOf?.(refusal) ?? kindOfStatus(refusal, response.text === "");
  const facts = {
    status: refusal.status,
    detail: scrub(describe(refusal.body, refusal.text), request.secrets),
    retryAfterMs: retryAfterMs(response.headers),
  };
  if (kind === null || kind === "transient") return unclear(request, facts);
  return new ProviderError(kind, facts);
}

function unclear(
  request: ProviderRequest<unknown>,
  facts: { status?: number; detail: string; retryAfterMs?: number | null },
): ProviderError {
  return new ProviderError(request.changesMachine ? "ambiguous" : "transient", facts);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(body: unknown, text = ""): string {
  if (body !== undefined) return JSON.stringify(body);
  return /^\s*(<|$)/.test(text) ? "an answer that is not JSON" : text;
}

function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 0)
    .reduce((clean, secret) => clean.replaceAll(secret, "[removed]"), text);
}

/** However long a provider wants to be left alone, what runs there goes on costing money. */
function retryAfterMs(headers: Headers): number | null {
  const text = headers.get("retry-after");
  if (text === null || !/^\d{1,6}$/.test(text)) return null;
  return Math.min(Number(text) * 1000, LONGEST_RETRY_AFTER_MS);
}
