import { readFileSync } from "node:fs";
import type { Credentials, LaunchSpec } from "@/lib/providers/contract";
import type { ProviderErrorKind } from "@/lib/providers/errors";
import { providerMetas } from "@/lib/providers/meta";
import type { Asked, Recorded } from "./recorded-server";

/** What one provider is known to answer, and what the adapter should make of it. */
export interface ProviderCase {
  readonly credentials: Credentials;
  /** Canned answers by `METHOD /path body`; the longest key that the request begins with is used. */
  readonly recording: Readonly<Record<string, unknown>>;
  /** `key price x count`, one line an offer; `*` marks a slice. */
  readonly offers: readonly string[];
  readonly skipped: number;
  /** How the provider refuses: a status and body for each kind it can say. */
  readonly refusals: readonly { kind: ProviderErrorKind; status: number; json: unknown }[];
  readonly machines?: MachineCase;
  /** Fields that hold a price: without them no offer may come out. */
  readonly priceFields: readonly string[];
  /** Objects whose field names are data, not fields of the format: they get no unknown field. */
  readonly isMap?: (names: readonly string[]) => boolean;
  /** The provider's own document of its API; left out where there is none. */
  readonly document?: {
    readonly file: string;
    /** How far fields that the document does not name count as wrong. */
    readonly closed: "deep" | "top";
    readonly prefix: string;
    /** What the provider answers a call with, by `METHOD /path`, where the recording says 200. */
    readonly statuses?: Readonly<Record<string, number>>;
  };
}

export interface MachineCase {
  readonly spec: LaunchSpec;
  /** Requests that buy, read one, list, and end a machine. */
  readonly launchCall: string;
  readonly getCall: string;
  readonly listCall: string;
  readonly endCall: string;
  /** The paths of requests by GET that change a machine all the same. */
  readonly changingGet?: RegExp;
  /** An end is answered with no body; that is usual for DELETE. */
  readonly endMayBeEmpty?: true;
  /** Whether all ports of the machine it tells are at an address that is nobody else's. */
  readonly hasOwnAddress: boolean;
  readonly id: string;
  /** Where the body of a launch has the name (a path with dots), and a listed machine its status. */
  readonly nameField?: string;
  readonly statusField?: string;
  readonly gone: Recorded;
  /** The same `get` answer with a status word of the future. */
  readonly unknownStatus: unknown;
  /** That word, `hibernating` if left out. */
  readonly unknownWord?: string;
  readonly launchRefusals: readonly { kind: ProviderErrorKind; status: number; json: unknown }[];
}

/** Reads a recorded answer of a provider. */
export function fixture(path: string): Record<string, unknown> {
  const url = new URL(`../fixtures/providers/${path}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

/** A canned answer that is no JSON. */
class RawAnswer {
  readonly raw: string;
  readonly type: string;
  constructor(raw: string, type: string) {
    this.raw = raw;
    this.type = type;
  }
}

/** Reads a recorded answer of a provider that is no JSON, as what it is sent. */
export function rawFixture(file: string, type: string): RawAnswer {
  const url = new URL(`../fixtures/providers/${file}`, import.meta.url);
  return new RawAnswer(readFileSync(url, "utf8"), type);
}

/** An answer of status 200 without a body. */
export const emptyAnswer = new RawAnswer("", "text/plain");

/** Whether there is a canned answer for a request. */
export function isRecorded(recording: ProviderCase["recording"], asked: Asked): boolean {
  return keyFor(recording, asked) !== undefined;
}

/** Finds the canned answer for a request. */
export function recordedFor(recording: ProviderCase["recording"], asked: Asked): Recorded {
  const best = keyFor(recording, asked);
  if (best === undefined) {
    return { status: 500, json: { unexpected: `${asked.method} ${asked.path}` } };
  }
  const json = recording[best];
  if (json instanceof RawAnswer) return { raw: json.raw, headers: { "content-type": json.type } };
  return json === null ? { status: 204 } : { json };
}

function keyFor(recording: ProviderCase["recording"], asked: Asked): string | undefined {
  const body = asked.body === undefined ? "" : ` ${JSON.stringify(asked.body)}`;
  const request = `${asked.method} ${asked.path}${body}`;
  const keys = Object.keys(recording).filter((key) => request.startsWith(key));
  return keys.sort((a, b) => b.length - a.length)[0];
}

/** The case of every provider that is asked over the wire, from `cases/<id>.ts`. */
export async function readCases(): Promise<[id: string, known: ProviderCase][]> {
  return Promise.all(
    providerMetas
      .filter(({ prices, capabilities }) => prices?.access !== "dated" || capabilities !== null)
      .map(async ({ id }): Promise<[string, ProviderCase]> => {
        const file: { known: ProviderCase } = await import(`./cases/${id}.ts`);
        return [id, file.known];
      }),
  );
}
