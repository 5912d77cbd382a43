/** Whose trouble it is: one machine's, an account's at a provider, a provider's region, or our own sight. */
export const causes = ["machine", "account", "region", "us"] as const;
export type Cause = (typeof causes)[number];

/** What an incident's story is made of; keys of `incidents.lines`. */
export const entryKinds = [
  /** The first sign of it. */
  "seen",
  /** What was concluded from what was seen. */
  "concluded",
  "other-fault",
  /** Well and unwell in turns, and no more. */
  "flapping",
  "calm",
  /** A machine is well again, is not wanted any more, or has a trouble of its own from now on. */
  "recovered",
  "left",
  "moved",
  "repair-begun",
  "repair-act",
  "repair-blocked",
  "repair-ended",
  "acknowledged",
  "note",
  "over",
  /** The same again, so soon that it is the same incident. */
  "reopened",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Plain facts of an entry; never a secret. */
export type EntryData = Readonly<Record<string, string | number | boolean | null>>;

/** The times of an incident from which it is measured; ISO instants. */
export interface Times {
  /** The first bad sample; from then on it counts as down. */
  readonly badSince: string;
  readonly detectedAt: string;
  readonly repairBeganAt: string | null;
  readonly endedAt: string | null;
}

/** An incident in a list. */
export interface IncidentRow extends Times {
  readonly id: string;
  readonly cause: Cause;
  /** A key of `healthFaults`. */
  readonly fault: string;
  /** Of its machine or its key; `null`: it has none. */
  readonly name: string | null;
  readonly deploymentId: string | null;
  readonly providerId: string | null;
  readonly region: string | null;
  readonly acknowledgedAt: string | null;
  /** `null` as well where they are in the team no more. */
  readonly acknowledgedBy: string | null;
  /** How many machines it touched in all, and touches now. */
  readonly machines: number;
  readonly touched: number;
}

/** How long it took in the middle, in milliseconds; `null`: nothing to measure. */
export interface Figures {
  readonly detectMs: number | null;
  readonly recoverMs: number | null;
}

/** Incidents that a search finds: open ones first. */
export interface IncidentsView extends Figures {
  readonly rows: readonly IncidentRow[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
  /** Found by the search, whatever their state. */
  readonly open: number;
  readonly over: number;
  /** Those at which the team has or had incidents. */
  readonly providers: readonly string[];
  /** The machine that is looked for. */
  readonly machine: { readonly id: string; readonly name: string } | null;
}

export interface NamedMachine {
  readonly id: string;
  readonly name: string;
}

/** A machine that an incident touches, or touched until some time; ISO instants. */
export interface PartView extends NamedMachine {
  readonly since: string;
  readonly until: string | null;
}

/** One telling of one event: to whom, where and what became of it. */
export interface ToldView {
  /** A person or channel; `null`: others, whom the reader need not know. */
  readonly to: string | null;
  /** `email` or the kind of a channel; `null`: it was removed. */
  readonly kind: string | null;
  readonly state: string;
}

/** One line of an incident's story; alike ones that follow on one another are one. */
export interface LineView {
  readonly id: string;
  readonly kind: EntryKind | "told";
  readonly at: string;
  /** When the last of several happened. */
  readonly until: string;
  /** The machines it is about, the first few by name, and how many. */
  readonly machines: readonly NamedMachine[];
  readonly machineCount: number;
  /** Who did it; `null`: nobody, or they are in the team no more. */
  readonly actor: string | null;
  readonly data: EntryData;
  readonly told: readonly ToldView[];
}

/** One incident with its story, the newest line first. */
export interface IncidentDetail extends IncidentRow {
  readonly parts: readonly PartView[];
  readonly lines: readonly LineView[];
  /** There is more than fits: the oldest lines are left out. */
  readonly hasEarlier: boolean;
}
