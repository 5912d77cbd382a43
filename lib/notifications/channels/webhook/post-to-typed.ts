import { env } from "@/lib/env";
import { type GuardedAnswer, guardedHttp } from "@/lib/net/guarded-http";
import { NetFailure, type NetFailureKind } from "@/lib/net/net-failure";
import { askedWaitMs } from "@/lib/notifications/channels/asked-wait";
import type { Outcome } from "@/lib/notifications/channels/contract";

export interface SignedPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Longer than a program that only takes note needs, shorter than a delivery's lease. */
const TIMEOUT_MS = 15_000;
/** Where the sandbox's network takes what is posted to teams, without a certificate. */
const PLAYED_HOST = "receivers.sandbox.test";

/** Where something surely did not arrive. */
const notSent: ReadonlySet<NetFailureKind> = new Set([
  "blocked",
  "unresolved",
  "refused",
  "unreachable",
  "certificate",
]);

/**
 * Reads an address to post to: https, without a name or password; a port is the person's to choose.
 * In the sandbox world also `http://receivers.sandbox.test`.
 */
export function readTypedUrl(typed: string): URL | null {
  const url = URL.parse(typed.trim());
  if (url?.username !== "" || url.password !== "" || url.href.length > 2_000) return null;
  url.hash = "";
  return url.protocol === "https:" || isPlayed(url) ? url : null;
}

function isPlayed(url: URL): boolean {
  return env.WORLD === "sandbox" && url.origin === `http://${PLAYED_HOST}`;
}

/**
 * Posts to an address that a person typed, if it is one of the public internet. Any 2xx is a thank-you,
 * 410 ends the channel, and whatever else comes is worth another try; redirects are not followed.
 */
export async function postToTyped({ url: typed, headers, body }: SignedPost): Promise<Outcome> {
  const url = readTypedUrl(typed);
  if (!url) return { kind: "retry", failure: "no address of the web" };
  const alsoPorts = url.port === "" ? [] : [Number(url.port)];
  const call = { method: "POST", url: url.href, headers, body, alsoPorts } as const;
  try {
    return outcomeOf(await guardedHttp({ ...call, timeoutMs: TIMEOUT_MS, maxBytes: 0 }));
  } catch (error) {
    if (!(error instanceof NetFailure)) throw error;
    const kind = notSent.has(error.kind) ? "retry" : "uncertain";
    return { kind, failure: `no answer: ${error.kind}` };
  }
}

/** Nothing of what was answered is told on but its number. */
function outcomeOf({ status, retryAfterS }: GuardedAnswer): Outcome {
  if (status >= 200 && status < 300) return { kind: "sent", externalId: "" };
  const failure = String(status);
  if (status === 410) return { kind: "dead", failure, ends: "gone" };
  if (status === 429) return { kind: "retry", failure, waitMs: askedWaitMs(retryAfterS) };
  return { kind: "retry", failure };
}
