import { z } from "zod";

/** `key` may be the headers of a call that is signed. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  key?: string | Headers,
) => Promise<unknown>;
/** Answers the time that it is then, in milliseconds. */
export type Advance = (ms: number) => Promise<number>;
export type Control = (path: string, body: unknown) => Promise<unknown>;

/** What a provider's twin is held against its document with. */
export interface SpokenLife {
  readonly document: {
    readonly file: string;
    /** How far fields that the document does not name count as wrong. */
    readonly closed: "deep" | "top";
    /** What the document's paths begin with, as the twin's base does. */
    readonly prefix: string;
  };
  /** A scripted life of its machines: good calls and refused ones. */
  readonly life: (call: Call, advance: Advance, control: Control) => Promise<void>;
  /** Where the twin departs from the document on purpose; each must still be needed. */
  readonly deviations: readonly Deviation[];
}

export interface Deviation {
  readonly pattern: RegExp;
  readonly reason: string;
}

export const MINUTE_MS = 60_000;
export const withId = z.object({ id: z.string() });
