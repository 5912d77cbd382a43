import { createHmac } from "node:crypto";
import type { Credentials } from "../contract";

const SIGNATURE_VERSION = "1.0";

/** An address whose query is written as signatures want it: sorted by name and escaped. */
export function toUrl(address: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(address);
  url.search = Object.entries(query)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join("&");
  return url;
}

function escaped(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/**
 * The signature of one request, and the headers that carry it: HMAC-SHA256 of path, query, method
 * and time with the secret key, which is base64url. A body is not signed.
 */
export function sign(
  { accessKeyId = "", secretKey = "" }: Credentials,
  request: { readonly method: string; readonly url: URL; readonly at: Date },
) {
  const { method, url } = request;
  const time = `${request.at.toISOString().slice(0, 19)}Z`;
  const message = [url.pathname, url.search.slice(1), method, time, ""].join("\n");
  const secret = Buffer.from(secretKey, "base64url");
  const signature = createHmac("sha256", secret).update(message).digest("base64url");
  const headers = {
    authorization: `Bearer ${SIGNATURE_VERSION}:${accessKeyId}:${signature}`,
    "x-crusoe-timestamp": time,
  };
  return { signature, headers };
}
