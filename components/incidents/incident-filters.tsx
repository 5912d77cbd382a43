"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { incidentDays, incidentStates } from "@/lib/incidents/schema";
import type { IncidentsView } from "@/lib/incidents/types";
import { findProviderMeta } from "@/lib/providers/meta";
import type { IncidentsAddress } from "./use-incidents-query";

export interface IncidentFiltersProps {
  readonly address: IncidentsAddress;
  readonly view: IncidentsView | undefined;
}

/** Which incidents are shown: by state, provider, time and machine. */
export function IncidentFilters({ address: { query, change }, view }: IncidentFiltersProps) {
  const t = useTranslations("incidents.filters");
  const { state, days, machine } = query;
  return (
    <fieldset aria-label={t("label")} className="flex flex-wrap items-center gap-3">
      <Select
        aria-label={t("state")}
        boxClassName="w-full sm:w-40"
        value={state}
        onChange={({ target }) =>
          change({ state: incidentStates.find((one) => one === target.value) ?? "all" })
        }
      >
        {incidentStates.map((one) => (
          <option key={one} value={one}>
            {t(`states.${one}`)}
          </option>
        ))}
      </Select>
      <ProviderSelect address={{ query, change }} providers={view?.providers ?? []} />
      <Select
        aria-label={t("days")}
        boxClassName="w-full sm:w-40"
        value={String(days)}
        onChange={({ target }) =>
          change({ days: incidentDays.find((one) => String(one) === target.value) ?? days })
        }
      >
        {incidentDays.map((one) => (
          <option key={one} value={one}>
            {t("daysOf", { days: one })}
          </option>
        ))}
      </Select>
      {machine !== null && (
        <Button size="sm" aria-label={t("clear")} onClick={() => change({ machine: null })}>
          <span className="max-w-60 truncate">
            {t("machine", { name: view?.machine?.name ?? machine })}
          </span>
          <X aria-hidden className="size-4" />
        </Button>
      )}
    </fieldset>
  );
}

interface ProviderSelectProps {
  readonly address: Pick<IncidentsAddress, "query" | "change">;
  readonly providers: readonly string[];
}

function ProviderSelect({ address: { query, change }, providers }: ProviderSelectProps) {
  const t = useTranslations("incidents.filters");
  const { provider } = query;
  const offered =
    provider === null || providers.includes(provider) ? providers : [...providers, provider];
  return (
    <Select
      aria-label={t("provider")}
      boxClassName="w-full sm:w-44"
      value={provider ?? ""}
      onChange={({ target }) => change({ provider: target.value === "" ? null : target.value })}
    >
      <option value="">{t("anyProvider")}</option>
      {offered.map((id) => (
        <option key={id} value={id}>
          {findProviderMeta(id)?.name ?? id}
        </option>
      ))}
    </Select>
  );
}
