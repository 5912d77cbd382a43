"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { PageTurner } from "@/components/console/page-turner";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { INCIDENTS_ON_A_PAGE } from "@/lib/incidents/schema";
import type { IncidentsView } from "@/lib/incidents/types";
import { IncidentFigures } from "./incident-figures";
import { IncidentFilters } from "./incident-filters";
import { IncidentRows } from "./incident-rows";
import { type IncidentsAddress, useIncidentsQuery } from "./use-incidents-query";

/** All troubles of the team, those that go on first. */
export function IncidentsPage() {
  const t = useTranslations("incidents");
  const address = useIncidentsQuery();
  const live = useLive<IncidentsView>(`incidents?${address.text}`, { keepsPrevious: true });
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader
          title={t("title")}
          note={t("description")}
          actions={
            <Button asChild size="sm">
              <a href={`/api/incidents?${address.text}`} download>
                <Download aria-hidden className="size-4" />
                {t("export")}
              </a>
            </Button>
          }
        />
        <LiveNotice live={live} />
        <IncidentFilters address={address} view={live.data} />
        {live.data ? (
          <Found view={live.data} address={address} />
        ) : (
          live.trouble === null && <Waiting />
        )}
      </div>
    </ServerClock>
  );
}

interface FoundProps {
  readonly view: IncidentsView;
  readonly address: IncidentsAddress;
}

function Found({ view, address }: FoundProps) {
  return (
    <>
      <IncidentFigures view={view} />
      <Card>
        {view.rows.length === 0 ? (
          <NothingFound view={view} address={address} />
        ) : (
          <IncidentRows rows={view.rows} />
        )}
        <PageTurner
          trail={trailTo(address.query.offset)}
          next={view.next}
          onTurn={(trail) => address.change({ offset: Number(trail.at(-1) ?? 0) })}
        />
      </Card>
    </>
  );
}

/** Where each page after the first begins, up to the one shown. */
function trailTo(offset: number): string[] {
  const pages = Math.ceil(offset / INCIDENTS_ON_A_PAGE);
  return Array.from({ length: pages }, (_, page) => String((page + 1) * INCIDENTS_ON_A_PAGE));
}

/** A team that has none at all is told otherwise than one whose filters leave none. */
function NothingFound({ view, address }: FoundProps) {
  const t = useTranslations("incidents");
  const isFiltered = address.text !== "" || view.providers.length > 0;
  if (!isFiltered) return <EmptyState title={t("empty")} text={t("emptyText")} />;
  return (
    <EmptyState
      title={t("emptyFound")}
      text={t("emptyFoundText")}
      action={
        <Button
          onClick={() => address.change({ state: "all", provider: null, machine: null, days: 365 })}
        >
          {t("showAll")}
        </Button>
      }
    />
  );
}

function Waiting() {
  return (
    <>
      <Skeleton className="h-20" />
      <Skeleton className="h-64" />
    </>
  );
}
