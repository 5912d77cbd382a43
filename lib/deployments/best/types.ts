import type { OddsView } from "@/lib/odds/types";
import type { OfferView } from "@/lib/prices/types";

/** Why an offer of the wanted GPU is not among those that may be bought. */
export const leftOutReasons = [
  "needs-key",
  "key-refused",
  "key-frozen",
  "cannot-launch",
  "sold-out",
  "price-too-old",
  "above-ceiling",
  "count-not-sold",
  "image-not-offered",
  "ports-not-offered",
  "environment-not-offered",
  "script-not-offered",
  "script-too-long",
  "script-or-command",
  "command-not-offered",
  "disk-not-offered",
  "disk-range",
  "ssh-key-required",
  "ssh-one-key",
  "watch-one-key",
  "watch-no-ssh",
  "http-check-port",
  "http-check-address",
  "lease-cannot-stop",
  "lease-stop-saves-nothing",
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** An offer that fits, as people see it before they pay. Money is decimal dollars. */
export interface CandidateView {
  readonly offer: OfferView;
  /** The whole machine, its disk left out and counted. */
  readonly perHour: string;
  readonly diskPerHour: string;
  readonly totalPerHour: string;
  readonly key: { readonly id: string; readonly name: string; readonly lastFour: string };
  readonly usualStartSeconds: readonly [number, number];
  /** How launches there ended of late; null until enough are known. */
  readonly odds: OddsView | null;
}

/** Offers of one provider left out for one reason. */
export interface LeftOutView {
  readonly providerId: string;
  readonly providerName: string;
  readonly reason: LeftOutReason;
  readonly offers: number;
  /** The cheapest of them per hour, disk counted; null where that count is not sold. */
  readonly fromPerHour: string | null;
}

/** What "cheapest that fits" found. */
export interface BestView {
  readonly candidates: readonly CandidateView[];
  /** Offers that fit as well and are dearer than the ones listed. */
  readonly more: number;
  readonly leftOut: readonly LeftOutView[];
  /** The ceiling that was held against the offers: the one asked for, else one proposed. */
  readonly ceiling: string | null;
}
