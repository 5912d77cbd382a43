"use client";

import { useTranslations } from "next-intl";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import type { AlarmView } from "@/lib/admin/schema";
import { CURRENCY } from "@/lib/billing/plans";
import { formatMinor } from "@/lib/format/minor";

export interface AlarmWords {
  readonly title: string;
  readonly text: string;
}

/** What an alarm says in the reader's language; one of an unknown kind stands as it was stored. */
export function useAlarmWords(): (alarm: Pick<AlarmView, "kind" | "facts">) => AlarmWords {
  const t = useTranslations("admin.alarms.kinds");
  const locale = useReaderLocale();
  const money = (minor: unknown, currency: unknown) =>
    formatMinor({ minor: String(minor ?? 0), currency: String(currency ?? CURRENCY) }, locale);
  return ({ kind, facts }) => {
    if (!t.has(`${kind}.title`)) return { title: kind, text: JSON.stringify(facts) };
    const values = {
      ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value ?? "–"])),
      money: money(facts.amount, facts.currency),
      expected: money(facts.expectedCents, CURRENCY),
      told: money(facts.foundCents, CURRENCY),
    };
    return { title: t(`${kind}.title`), text: t(`${kind}.text`, values) };
  };
}
