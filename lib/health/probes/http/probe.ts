import { type HttpCheck, parseHttpCheck } from "@/lib/beginning/http-check";
import type { Finding, Probe, Target } from "@/lib/health/probes/contract";
import { serviceUrl } from "@/lib/health/probes/http/service-url";
import { isOurs } from "@/lib/health/probes/ours";
import { patience } from "@/lib/health/probes/patience";
import { type GuardedAnswer, guardedHttp } from "@/lib/net/guarded-http";
import { toNetFailure } from "@/lib/net/net-failure";

const LIMIT_MS = 10_000;
const MOST_BYTES = 65_536;

/** Asks a machine's service what its launch or template names. */
export const httpProbe: Probe = {
  kind: "http",
  asks: (target) => checkOf(target) !== null,
  run: ask,
};

interface Asked {
  readonly check: HttpCheck;
  readonly url: URL;
}

function checkOf({ httpCheck }: Target): HttpCheck | null {
  return httpCheck === null ? null : parseHttpCheck(httpCheck);
}

function askedOf(target: Target): Asked | null {
  const check = checkOf(target);
  const url = check && serviceUrl(target, check);
  return check && url ? { check, url } : null;
}

async function ask(target: Target, signal: AbortSignal): Promise<Finding> {
  const startedAt = performance.now();
  const asked = askedOf(target);
  if (!asked) return { kind: "http", ok: null, ms: 0, word: whyNowhere(target) };
  const { check, url } = asked;
  try {
    const answer = await guardedHttp({
      method: "GET",
      url: url.href,
      timeoutMs: patience(LIMIT_MS),
      maxBytes: MOST_BYTES,
      alsoPorts: url.port === "" ? [] : [Number(url.port)],
      match: check.match ?? undefined,
      signal,
    });
    return readAnswer(answer, url);
  } catch (error) {
    const { kind: word } = toNetFailure(error);
    const found = { kind: "http", ms: Math.round(performance.now() - startedAt), word } as const;
    if (isOurs(word)) return { ...found, ok: null };
    return { ...found, ok: false, fault: answered.has(word) ? "app-down" : "unreachable" };
  }
}

function whyNowhere({ ssh, hasOwnAddress }: Target): string {
  return ssh && !hasOwnAddress ? "shared-address" : "no-address";
}

/** Ways to fail in which the other side did speak. */
const answered: ReadonlySet<string> = new Set(["certificate", "protocol", "redirects"]);

/** A gate that answers for a machine behind it says so by these. */
const ofGates: ReadonlySet<number> = new Set([502, 503, 504, 520, 521, 522, 523, 524, 530]);

function readAnswer({ status, isMatched, ms }: GuardedAnswer, url: URL): Finding {
  const found = { kind: "http", ms, figure: status } as const;
  if (status >= 400) {
    const isGate = url.protocol === "https:" && ofGates.has(status);
    return { ...found, ok: false, fault: isGate ? "unreachable" : "app-down", word: "status" };
  }
  if (isMatched === false) return { ...found, ok: false, fault: "app-down", word: "not-matched" };
  return { ...found, ok: true, word: "status" };
}
