import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "../../clock";
import type { WireRequest } from "../../wire/answer";

const FRESH_MS = 5 * 60_000;
/** Others read a moved clock a moment later, and sign with the time before. */
const JUMP_MS = 2_000;
const inSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)$/;

/** The access key that a request names. */
export function accessKeyOf({ authorization = "" }: IncomingHttpHeaders): string | undefined {
  return /^Bearer 1\.0:([^:\s]+):[A-Za-z0-9_-]+$/.exec(authorization)?.[1];
}

/**
 * Checks signatures: over the path with all that stands before it, the query sorted and escaped, the
 * method and the time. A key's secret is the key itself.
 */
export function signatureCheck(clock: Clock, mount: string): (request: WireRequest) => boolean {
  const seen = { offsetMs: clock.offsetMs(), beforeMs: clock.offsetMs(), movedAtMs: 0 };

  function isFresh(time: string): boolean {
    const offsetMs = clock.offsetMs();
    const realMs = Date.now();
    if (offsetMs !== seen.offsetMs) {
      Object.assign(seen, { offsetMs, beforeMs: seen.offsetMs, movedAtMs: realMs });
    }
    const offsets = realMs - seen.movedAtMs < JUMP_MS ? [offsetMs, seen.beforeMs] : [offsetMs];
    const signedMs = Date.parse(time);
    return offsets.some((one) => Math.abs(realMs + one - signedMs) <= FRESH_MS);
  }

  return ({ method, path, query, headers }) => {
    const time = String(headers["x-crusoe-timestamp"] ?? "");
    if (!inSeconds.test(time) || !isFresh(time)) return false;
    const message = `${mount}${path}\n${canonical(query)}\n${method}\n${time}\n`;
    const secret = Buffer.from(accessKeyOf(headers) ?? "", "base64url");
    const wanted = createHmac("sha256", secret).update(message).digest("base64url");
    const given = String(headers.authorization).split(":").at(-1) ?? "";
    return (
      given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
    );
  };
}

/** Sorted by name; a name that comes more than once keeps the order of its values. */
function canonical(query: URLSearchParams): string {
  return [...query.entries()]
    .sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1))
    .map((pair) => pair.map(escaped).join("="))
    .join("&");
}

const escaped = (text: string) =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
