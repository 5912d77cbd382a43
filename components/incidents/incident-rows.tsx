"use client";

import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/lib/i18n/navigation";
import type { IncidentRow } from "@/lib/incidents/types";
import { IncidentState } from "./incident-state";
import { useIncidentTitle } from "./incident-words";

/** Incidents, each with whose trouble it is, how it stands and what it touches. */
export function IncidentRows({ rows }: { readonly rows: readonly IncidentRow[] }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <IncidentItem key={row.id} incident={row} />
      ))}
    </ul>
  );
}

function IncidentItem({ incident }: { readonly incident: IncidentRow }) {
  const t = useTranslations("incidents");
  const titleOf = useIncidentTitle();
  const { id, cause, badSince, endedAt, machines, touched, acknowledgedAt } = incident;
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 hover:bg-hover/60 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <Link
          href={`/dashboard/incidents/${id}`}
          className="font-medium hover:underline [overflow-wrap:anywhere]"
        >
          {titleOf(incident)}
        </Link>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{t(`causes.${cause}`)}</span>
          {cause !== "machine" && (
            <span>
              {endedAt === null
                ? t("machinesNow", { touched })
                : t("machinesAll", { count: machines })}
            </span>
          )}
          <span>
            {t("since")} <Instant at={badSince} style="short" />
          </span>
          {acknowledgedAt !== null && endedAt === null && (
            <span>{t("by", { name: incident.acknowledgedBy ?? t("somebody") })}</span>
          )}
        </p>
      </div>
      <IncidentState incident={incident} />
    </li>
  );
}
