import { createHmac } from "node:crypto";
import { freshKey, request, rootOf, type Wire, wireTo } from "./wire";

export interface Signing {
  /** The time that is signed and sent, in milliseconds. */
  readonly atMs?: number;
  /** The query as it is signed; as it is sent, if left out. */
  readonly signedQuery?: string;
  /** Whose secret it is signed with; the key's own, if left out. */
  readonly secret?: string;
}

/** The headers of a call that is signed with a key of the sandbox, whose secret is the key. */
export function signed(key: string, method: string, path: string, signing: Signing = {}): Headers {
  const { atMs = Date.now(), secret = key } = signing;
  const [bare = "", query = ""] = path.split("?");
  const time = `${new Date(atMs).toISOString().slice(0, 19)}+00:00`;
  const parts = [rootOf("crusoe") + bare, signing.signedQuery ?? query, method, time, ""];
  const signature = createHmac("sha256", Buffer.from(secret, "base64url"))
    .update(parts.join("\n"))
    .digest("base64url");
  return new Headers({
    Authorization: `Bearer 1.0:${key}:${signature}`,
    "X-Crusoe-Timestamp": time,
  });
}

/** Signed calls with one key; paths follow the version. */
export function crusoeWire(url: string, nowMs: () => number, key = freshKey("crusoe")): Wire {
  const call = (method: string, path: string, body?: unknown) =>
    request(
      `${url}${rootOf("crusoe")}${path}`,
      method,
      body,
      signed(key, method, path, { atMs: nowMs() }),
    );
  return { ...wireTo(url, "crusoe", key), call };
}
