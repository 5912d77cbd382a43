import { z } from "zod";
import { env } from "@/lib/env";
import { HttpFailure, httpCall } from "@/lib/http";
import type { Rates } from "./types";

/** The European Central Bank's reference rates: public, no key, one small file a day. */
const LIVE_URL = "https://www.ecb.europa.eu";
const PATH = "/stats/eurofxref/eurofxref-daily.xml";
const LARGEST_FILE = 100_000;
/** The discard port of this machine: calls to it fail at once. */
const NOWHERE = "http://127.0.0.1:9";

export type FetchedRates =
  | { readonly kind: "rates"; readonly rates: Rates }
  | { readonly kind: "failed"; readonly failure: "unreachable" | "unreadable" };

/** Asks for the newest file. */
export async function fetchRates(signal?: AbortSignal): Promise<FetchedRates> {
  const text = await readFile(signal);
  if (text === null) return { kind: "failed", failure: "unreachable" };
  const rates = readRates(text);
  return rates ? { kind: "rates", rates } : { kind: "failed", failure: "unreadable" };
}

async function readFile(signal?: AbortSignal): Promise<string | null> {
  try {
    const { status, text } = await httpCall({
      method: "GET",
      url: rootUrl() + PATH,
      headers: { accept: "application/xml, text/xml" },
      maxBytes: LARGEST_FILE,
      signal,
    });
    return status === 200 ? text : null;
  } catch (error) {
    if (error instanceof HttpFailure) return null;
    throw error;
  }
}

/** The sandbox world asks the sandbox, so that nothing there ever calls the real one. */
function rootUrl(): string {
  if (env.WORLD === "live") return LIVE_URL;
  return env.PROVIDER_URLS.ecb ?? `${env.SANDBOX_URL ?? NOWHERE}/ecb`;
}

const ratesFile = z.object({
  day: z.iso.date(),
  perEuro: z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d{1,9}(\.\d{1,9})?$/)),
});

const envelope =
  /<Cube>\s*<Cube time=(['"])([\d-]+)\1>([\s\S]*?)<\/Cube>\s*<\/Cube>\s*<\/gesmes:Envelope>\s*$/;
const entry = /\s*<Cube currency=(['"])([A-Z]{3})\1 rate=(['"])([\d.]+)\3\s*\/>/y;

/**
 * Reads a daily file: one day, and nothing but rates in it, none twice. Anything else is `null`;
 * half a file has no end.
 */
export function readRates(xml: string): Rates | null {
  const [, , day, cubes] = envelope.exec(xml) ?? [];
  if (day === undefined || cubes === undefined) return null;
  const perEuro = readEntries(cubes);
  const parsed = ratesFile.safeParse({ day, perEuro });
  return parsed.success ? parsed.data : null;
}

function readEntries(cubes: string): Record<string, string> | null {
  const rates = new Map<string, string>();
  const reader = new RegExp(entry);
  let end = 0;
  for (let found = reader.exec(cubes); found; found = reader.exec(cubes)) {
    const [, , currency = "", , rate = ""] = found;
    if (rates.has(currency)) return null;
    rates.set(currency, rate);
    end = reader.lastIndex;
  }
  return cubes.slice(end).trim() === "" ? Object.fromEntries(rates) : null;
}
