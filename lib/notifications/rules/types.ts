/** What events are about, as people choose where they are told of them. */
export const eventGroups = [
  "failure",
  "cost",
  "state",
  "price",
  "subscription",
  "security",
] as const;
export type EventGroup = (typeof eventGroups)[number];

/** How a group is told in one place: at once, in the daily digest, or not at all. */
export const modes = ["now", "digest", "off"] as const;
export type Mode = (typeof modes)[number];

/** Groups whose mails nobody can end: what protects an account, and what money is owed. */
export const certainByMail: readonly EventGroup[] = ["subscription", "security"];

/** A person's own mail, as a channel. */
export const OWN_MAIL = "email";

/** Times of day in minutes after midnight. */
export const DAY_MINUTES = 1_440;

/** When a person wants to be told. */
export interface Preference {
  readonly timeZone: string;
  /** Null: no quiet hours. They may go over midnight. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** What becomes of critical kinds in quiet hours. */
  readonly quietCritical: "pass" | "hold";
  readonly digestAt: number;
}

/** What holds for somebody who never chose: no quiet hours, digests at nine. */
export const defaultPreference: Preference = {
  timeZone: "UTC",
  quiet: null,
  quietCritical: "pass",
  digestAt: 9 * 60,
};
