"use client";

import { useTranslations } from "next-intl";
import { useServerNow } from "@/components/console/server-clock";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { IncidentRow } from "@/lib/incidents/types";
import { useLength } from "./incident-words";

type State = "open" | "acknowledged" | "over";
const tones: Readonly<Record<State, Tone>> = { open: "bad", acknowledged: "warn", over: "good" };

/** Whether an incident is open, taken on or over, and how long it lasts or lasted. */
export function IncidentState({ incident }: { readonly incident: IncidentRow }) {
  const t = useTranslations("incidents");
  const lengthOf = useLength();
  const nowMs = useServerNow();
  const { badSince, endedAt } = incident;
  const state = stateOf(incident);
  const length = lengthOf((endedAt ? Date.parse(endedAt) : nowMs) - Date.parse(badSince));
  return (
    <Status
      tone={tones[state]}
      word={t(`states.${state}`)}
      since={t(endedAt ? "lasted" : "goesOn", { length })}
    />
  );
}

function stateOf({ endedAt, acknowledgedAt }: IncidentRow): State {
  if (endedAt !== null) return "over";
  return acknowledgedAt === null ? "open" : "acknowledged";
}
