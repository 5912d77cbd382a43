import type { CallContext, ProviderAdapter } from "@/lib/providers/contract";
import { type CallName, callNames, callOf } from "./calls";
import { isRecorded, type ProviderCase, recordedFor } from "./provider-cases";
import { type Asked, startRecordedServer } from "./recorded-server";

/** A call that works on recorded answers, with the requests it makes, each once. */
export interface Rehearsed {
  readonly name: CallName;
  readonly asked: readonly Asked[];
}

/** What became of every call of an adapter on the answers recorded for it. */
export interface Rehearsal {
  readonly played: readonly Rehearsed[];
  /** Calls that lack an answer or fail on theirs, a line each. */
  readonly flaws: readonly string[];
  /** The first volume of the recorded list: the one that calls about a volume are about. */
  readonly volumeId: string;
}

type Make = (baseUrl: string) => ProviderAdapter;

/** Makes every call of an adapter once, each with an adapter that remembers nothing. */
export async function rehearse(make: Make, known: ProviderCase): Promise<Rehearsal> {
  const server = await startRecordedServer();
  const played: Rehearsed[] = [];
  const flaws: string[] = [];
  const play = async <T>(call: (adapter: ProviderAdapter) => Promise<T>) => {
    server.answer((one) => recordedFor(known.recording, one));
    const end = await call(make(server.baseUrl)).then(
      (answer) => ({ answer, error: null }),
      (error: unknown) => ({ answer: null, error }),
    );
    return { ...end, asked: onlyOnce(server.asked) };
  };
  const context: CallContext = { signal: AbortSignal.timeout(10_000) };
  const listed = await play(async ({ volumes }) => volumes?.list(known.credentials, context));
  const volumeId = listed.answer?.[0]?.id ?? "";
  for (const name of callNames) {
    if (!callOf(name, make(server.baseUrl), { known, volumeId })) continue;
    const { error, asked } = await play(async (adapter) =>
      callOf(name, adapter, { known, volumeId })?.(context),
    );
    const unknown = asked.filter((one) => !isRecorded(known.recording, one));
    const wants = unknown.map(({ method, path }) => `${name} wants ${method} ${path}`);
    flaws.push(...wants);
    if (error && unknown.length === 0) flaws.push(`${name} fails on what is recorded: ${error}`);
    if (!error) played.push({ name, asked });
  }
  await server.close();
  return { played, flaws, volumeId };
}

/** Requests are told apart by method and address. */
export const isSame = (one: Asked, other: Asked) =>
  one.method === other.method && one.path === other.path;

const onlyOnce = (asked: readonly Asked[]) =>
  asked.filter((one, at) => asked.findIndex((other) => isSame(one, other)) === at);
