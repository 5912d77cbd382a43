import { HttpFailure, type HttpResponse, httpCall } from "@/lib/http";
import { askedWaitMs } from "@/lib/notifications/channels/asked-wait";
import type { Outcome } from "@/lib/notifications/channels/contract";

/** Longer than a chat server takes, shorter than a delivery's lease. */
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 100_000;

export interface Post {
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts JSON to a server that we know and reads its answer; what is no answer is an outcome too. */
export async function postJson(
  { url, body, headers = {} }: Post,
  read: (answer: HttpResponse) => Outcome,
): Promise<Outcome> {
  try {
    const call = { method: "POST", url, body, headers } as const;
    return read(await httpCall({ ...call, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES }));
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    const failure = `no answer: ${error.failure}`;
    return error.sent ? { kind: "uncertain", failure } : { kind: "retry", failure };
  }
}

/** What a refusal means where nothing special is known: 5xx and 429 pass, the rest stays. */
export function outcomeOfRefusal({ status, headers, text }: HttpResponse): Outcome {
  const failure = `${status} ${text.replace(/\s+/g, " ").slice(0, 200)}`.trim();
  if (status === 429) {
    return { kind: "retry", failure, waitMs: askedWaitMs(headers.get("retry-after")) };
  }
  return status >= 500 || status === 408 ? { kind: "retry", failure } : { kind: "dead", failure };
}
