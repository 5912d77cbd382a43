"use client";

import { useTranslations } from "next-intl";
import { useServerNow } from "./server-clock";

/** Greets by the hour of the reader's own day. */
export function Greeting({ name }: { readonly name: string | null }) {
  const t = useTranslations("console.overview.greeting");
  const part = partOfDay(new Date(useServerNow()).getHours());
  return name ? t(`${part}Named`, { name }) : t(part);
}

function partOfDay(hour: number): "morning" | "afternoon" | "evening" {
  if (hour >= 5 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}
