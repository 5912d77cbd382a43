"use client";

import { useTranslations } from "next-intl";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { writeIncidentsQuery } from "@/lib/incidents/schema";
import type { IncidentsView } from "@/lib/incidents/types";
import { useIncidentTitle } from "./incident-words";

/** The open incidents that a machine is part of, and the way to those it had; nothing where it had none. */
export function MachineIncidents({ machineId }: { readonly machineId: string }) {
  const t = useTranslations("incidents");
  const titleOf = useIncidentTitle();
  const search = writeIncidentsQuery({ ...allOf, machine: machineId });
  const { data } = useLive<IncidentsView>(`incidents?${search}`, { restMs: SLOW_MS });
  if (!data || data.rows.length === 0) return null;
  const open = data.rows.filter(({ endedAt }) => endedAt === null);
  return (
    <>
      {open.map((incident) => (
        <Banner
          key={incident.id}
          tone="warn"
          title={t("ofMachine")}
          action={
            <Button asChild size="sm">
              <Link href={`/dashboard/incidents/${incident.id}`}>{t("see")}</Link>
            </Button>
          }
        >
          {titleOf(incident)}
        </Banner>
      ))}
      <p className="text-sm">
        <Link href={`/dashboard/incidents?${search}`} className="text-accent underline">
          {t("allOfMachine")}
        </Link>
      </p>
    </>
  );
}

const allOf = { state: "all", provider: null, machine: null, days: 365, offset: 0 } as const;
