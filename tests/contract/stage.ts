import type { ProviderAdapter } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import type { Recorded, RecordedServer } from "./recorded-server";

/** One adapter before a recorded server. */
export interface Stage {
  readonly server: () => RecordedServer;
  readonly adapter: () => ProviderAdapter;
  /** The adapter of another address. */
  readonly at: (baseUrl: string) => ProviderAdapter;
  /** Address of a host that nobody should ask, and what it was asked. */
  readonly elsewhere: () => string;
  readonly strangers: () => readonly unknown[];
  /** Answers everything as recorded, except calls that begin with `call`. */
  readonly breakCall: (call: string, how: Recorded) => void;
}

/** The `ProviderError` a call ends with; any other end fails the test. */
export async function caught(call: Promise<unknown>): Promise<ProviderError> {
  const end = await call.then(
    () => "success",
    (error: unknown) => error,
  );
  if (!(end instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${end}`);
  return end;
}
