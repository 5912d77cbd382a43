"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import {
  formatDay,
  formatExactInstant,
  formatInstant,
  formatShortInstant,
  formatTime,
  formatWholeInstant,
} from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

const styles = {
  /** "22 Nov 2026 14:02 UTC" */
  instant: formatInstant,
  /** "22 Nov 14:02 UTC" */
  short: formatShortInstant,
  /** "22 Nov 14:02:31 UTC" */
  exact: formatExactInstant,
  /** "22 Nov 2026" */
  day: formatDay,
  /** "14:02 UTC" */
  time: formatTime,
} as const;
type Style = keyof typeof styles;

/**
 * Writes instants in the reader's language and time zone. The server's HTML says UTC; the browser
 * turns it into its own zone.
 */
export function useInstants(): (at: string, style?: Style) => string {
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const zone = useSyncExternalStore(never, zoneHere, () => "UTC");
  return (at, style = "instant") => styles[style](at, locale, zone);
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
  const zone = useSyncExternalStore(never, zoneHere, () => "UTC");
  const here = formatWholeInstant(at, locale, zone);
  const there = formatWholeInstant(at, locale);
  return here === there ? here : `${here}\n${there}`;
}

const never = () => () => {};

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
