"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Link } from "@/lib/i18n/navigation";
import type { IncidentDetail } from "@/lib/incidents/types";
import { type IncidentActs, TakeButton } from "./incident-acts";
import { IncidentState } from "./incident-state";
import { useIncidentTitle } from "./incident-words";
import { NoteForm } from "./note-form";
import { PartsCard } from "./parts-card";
import { StoryCard } from "./story-card";
import { TimesCard } from "./times-card";

export interface IncidentPageProps {
  readonly id: string;
  readonly acts: IncidentActs;
}

/** One incident: whose trouble it is, what it touches, and all that was seen, done and told. */
export function IncidentPage({ id, acts }: IncidentPageProps) {
  const live = useLive<IncidentDetail>(`incidents/${encodeURIComponent(id)}`);
  if (live.trouble === "not-there") return <NotHere />;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <LiveNotice live={live} />
        {live.data ? (
          <Detail incident={live.data} acts={acts} />
        ) : (
          live.trouble === null && <Waiting />
        )}
      </div>
    </ServerClock>
  );
}

interface DetailProps {
  readonly incident: IncidentDetail;
  readonly acts: IncidentActs;
}

function Detail({ incident, acts }: DetailProps) {
  const t = useTranslations("incidents");
  const common = useTranslations("common");
  const title = useIncidentTitle()(incident);
  return (
    <>
      <PageHeader
        above={
          <Breadcrumb
            label={common("breadcrumb")}
            items={[
              { key: "all", node: <Link href="/dashboard/incidents">{t("title")}</Link> },
              { key: "this", node: <span className="block max-w-60 truncate">{title}</span> },
            ]}
          />
        }
        title={title}
        note={
          <div className="grid gap-1">
            <IncidentState incident={incident} />
            <p>{t(`causeNotes.${incident.cause}`)}</p>
          </div>
        }
        actions={
          <>
            <SaveLink id={incident.id} as="json" />
            <SaveLink id={incident.id} as="md" />
            <TakeButton incident={incident} take={acts.take} />
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-6">
          <StoryCard incident={incident} />
          <NoteForm incidentId={incident.id} note={acts.note} />
        </div>
        <div className="grid grid-cols-1 gap-6">
          <TimesCard incident={incident} />
          <PartsCard incident={incident} />
        </div>
      </div>
    </>
  );
}

function SaveLink({ id, as }: { readonly id: string; readonly as: "json" | "md" }) {
  const t = useTranslations("incidents.saveAs");
  return (
    <Button asChild size="sm">
      <a href={`/api/incidents/${encodeURIComponent(id)}?as=${as}`} download>
        <Download aria-hidden className="size-4" />
        {t(as)}
      </a>
    </Button>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton className="h-16" />
      <Skeleton className="h-80" />
    </>
  );
}

function NotHere() {
  const t = useTranslations("incidents.notFound");
  return (
    <div role="alert" className="grid grid-cols-1 justify-items-start gap-6">
      <PageHeader title={t("title")} note={t("text")} />
      <Button asChild variant="primary">
        <Link href="/dashboard/incidents">{t("back")}</Link>
      </Button>
    </div>
  );
}
