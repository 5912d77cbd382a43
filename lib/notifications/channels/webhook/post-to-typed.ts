import { env } from "@/lib/env";
import type { Outcome } from "@/lib/notifications/channels/contract";
import { outcomeOfRefusal, postJson } from "@/lib/notifications/channels/post-json";

export interface SignedPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads an address to post to: https, without a name or password; in the sandbox its own too. */
export function readTypedUrl(typed: string): URL | null {
  const url = URL.parse(typed.trim());
  if (url?.username !== "" || url.password !== "" || url.href.length > 2_000) return null;
  url.hash = "";
  return url.protocol === "https:" || isPlayed(url) ? url : null;
}

function isPlayed(url: URL): boolean {
  return env.SANDBOX_URL !== undefined && url.origin === new URL(env.SANDBOX_URL).origin;
}

/**
 * Posts to an address that a person typed. Any 2xx is a thank-you, 410 ends the channel, and whatever
 * else comes is worth another try.
 */
export async function postToTyped({ url, headers, body }: SignedPost): Promise<Outcome> {
  const typed = readTypedUrl(url);
  if (!typed || !isPlayed(typed)) return { kind: "retry", failure: "address may not be reached" };
  return postJson({ url, headers, body: JSON.parse(body) }, (answer) => {
    if (answer.status >= 200 && answer.status < 300) return { kind: "sent", externalId: "" };
    if (answer.status === 410) return { kind: "dead", failure: "410", ends: "gone" };
    const refusal = outcomeOfRefusal(answer);
    return refusal.kind === "dead" ? { kind: "retry", failure: refusal.failure } : refusal;
  });
}
