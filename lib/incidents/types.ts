/** Whose trouble it is: one machine's, an account's at a provider, a provider's region, or our own sight. */
export const causes = ["machine", "account", "region", "us"] as const;
export type Cause = (typeof causes)[number];

/** What an incident's story is made of; keys of `incidents.entries`. */
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
