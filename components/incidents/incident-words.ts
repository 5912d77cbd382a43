"use client";

import { useTranslations } from "next-intl";
import { durationPart } from "@/lib/format/duration";
import type { SayText } from "@/lib/incidents/line-text";
import { titleText } from "@/lib/incidents/title-text";
import type { IncidentRow } from "@/lib/incidents/types";
import { findProviderMeta } from "@/lib/providers/meta";

/** Says texts by their whole key, for what puts incidents into words. */
export function useSay(): SayText {
  const t = useTranslations();
  return (key, values) => (t.has(key) ? t(key, values) : null);
}

/** What an incident is called. */
export function useIncidentTitle(): (incident: IncidentRow) => string {
  const say = useSay();
  return (incident) => {
    const { providerId } = incident;
    return titleText(incident, findProviderMeta(providerId ?? "")?.name ?? providerId ?? "", say);
  };
}

/** A length of time in words: "4 min". */
export function useLength(): (milliseconds: number) => string {
  const t = useTranslations("common.duration");
  return (milliseconds) => {
    const { unit, value } = durationPart(milliseconds);
    return t(unit, { value });
  };
}
