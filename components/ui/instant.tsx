"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import {
  type Clock,
  formatDay,
  formatExactInstant,
  formatInstant,
  formatShortInstant,
  formatTime,
  formatWholeInstant,
} from "@/lib/format/dates";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { hourCycleHere, subscribeToClock } from "./clock-choice";

const styles = {
  /** "22 Nov 2026 14:02 UTC" */
  instant: formatInstant,
  /** "22 Nov 14:02 UTC" */
  short: formatShortInstant,
  /** "22 Nov 14:02:31 UTC" */
  exact: formatExactInstant,
  /** "22 Nov 2026" */
  day: (at: string, locale: Locale, { zone }: Clock) => formatDay(at, locale, zone),
  /** "14:02 UTC" */
  time: formatTime,
} as const;
type Style = keyof typeof styles;

/**
 * Writes instants in the reader's language, time zone and way of writing times of day. The server's
 * HTML says UTC and 24 hours; the browser turns it into its own.
 */
export function useInstants(): (at: string, style?: Style) => string {
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const clock = useClock();
  return (at, style = "instant") => styles[style](at, locale, clock);
}

export interface InstantProps {
  /** An ISO instant. */
  readonly at: string;
  readonly style?: Style;
  readonly className?: string;
}

/** A moment in the reader's zone; the whole of it, and in UTC too, stands on hover. */
export function Instant({ at, style = "instant", className }: InstantProps) {
  const write = useInstants();
  return (
    <time dateTime={at} title={useWholeInstant(at)} className={className}>
      {write(at, style)}
    </time>
  );
}

/** All that is known of a moment: to the second, in the reader's zone and in UTC. */
export function useWholeInstant(at: string): string {
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const clock = useClock();
  const here = formatWholeInstant(at, locale, clock);
  const there = formatWholeInstant(at, locale, { ...clock, zone: "UTC" });
  return here === there ? here : `${here}\n${there}`;
}

/** The reader's clock; until the browser has said, that of the server's HTML. */
function useClock(): Clock {
  const zone = useSyncExternalStore(never, zoneHere, () => "UTC");
  const cycle = useSyncExternalStore(subscribeToClock, hourCycleHere, () => "h24" as const);
  return { zone, cycle };
}

const never = () => () => {};

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
