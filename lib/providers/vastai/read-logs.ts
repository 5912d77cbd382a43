import { HttpFailure, httpCall } from "@/lib/http";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { rest } from "../rest";
import type { VastaiClient } from "./client";

const LINES = 500;
const MAX_BYTES = 5_000_000;

/** What no log is sent as: a page, or a storage host's own words. */
const otherThanLog = /\b(?:html|json|xml)\b/i;

/** The host uploads what was asked for within seconds. */
const TRIES = 15;
const BETWEEN_TRIES_MS = 1_000;

export interface LogsPlace {
  /** The root of the one storage host from which logs are read. */
  readonly root: string;
  readonly pace: number;
}

/**
 * A machine's last lines. Vast.ai answers an address at a storage host, where the lines appear a
 * little later; the key is not sent there, and to no other host is gone at all.
 */
export async function readLogs(
  client: Pick<VastaiClient, "requestLogs">,
  { root, pace }: LogsPlace,
  asked: {
    readonly credentials: Credentials;
    readonly id: string;
    readonly context: CallContext;
  },
): Promise<string[]> {
  const { credentials, id, context } = asked;
  const { result_url: address } = await client.requestLogs(credentials, id, context);
  const url = knownAddress(root, address);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await rest(BETWEEN_TRIES_MS / pace, context.signal);
    const text = await fetchText(url, context);
    if (text !== null) return lastLines(text);
  }
  throw unread("the logs were not uploaded in time");
}

const unread = (detail: string) => new ProviderError("transient", { detail });

/** The address as a whole, which must be below the storage host's root. */
function knownAddress(root: string, address: string): string {
  const place = new URL(root);
  const path = `${place.pathname.replace(/\/$/, "")}/`;
  const found = URL.canParse(address, root) ? new URL(address, root) : null;
  if (found?.origin === place.origin && found.pathname.startsWith(path)) return found.href;
  throw unread("the logs lie at a host that is not known");
}

/** `null` while it is not there yet. */
async function fetchText(url: string, { signal }: CallContext): Promise<string | null> {
  try {
    const answer = await httpCall({ method: "GET", url, maxBytes: MAX_BYTES, signal });
    const { status, headers, text } = answer;
    if (status === 200 && !otherThanLog.test(headers.get("content-type") ?? "")) return text;
    if (status === 403 || status === 404) return null;
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
  }
  throw unread("the logs could not be read");
}

function lastLines(text: string): string[] {
  return text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .slice(-LINES);
}
