"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { ActionResult } from "@/lib/actions/types";
import type { Overview } from "@/lib/admin/schema";
import { AlarmList, type AlarmListProps } from "./alarm-list";
import { EventList, type EventListProps } from "./event-list";
import { JobList, type JobListProps } from "./job-list";
import { ListCard } from "./list-card";
import { MailList, type MailListProps } from "./mail-list";
import { ReadNotice } from "./read-notice";
import { ReconcileList } from "./reconcile-list";
import { TeamSearch, type TeamSearchProps } from "./team-search";
import { useRead } from "./use-read";
import { WaitingCard, type WaitingCardProps } from "./waiting-card";

export interface AdminPageProps
  extends Pick<TeamSearchProps, "find" | "readTeam">,
    Pick<JobListProps, "wake" | "forget">,
    Pick<MailListProps, "resend">,
    Pick<EventListProps, "retry">,
    Pick<AlarmListProps, "resolve">,
    WaitingCardProps {
  readonly read: (input: Record<string, never>) => Promise<ActionResult<Overview>>;
}

/** What the people who run the installation look after: teams, and what waits for a person. */
export function AdminPage(props: AdminPageProps) {
  const { read, find, readTeam, resolve, retry, resend, wake, forget, readWaiting } = props;
  const t = useTranslations("admin");
  const overview = useRead("overview", () => read({}));
  const { data, again } = overview;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={t("title")}
        note={t("description")}
        actions={
          <Button pending={overview.isReading} onClick={again}>
            {t("again")}
          </Button>
        }
      />
      <TeamSearch find={find} readTeam={readTeam} resolve={resolve} onDone={again} />
      <ReadNotice read={overview} />
      <ListCard list="alarms" count={data?.alarmCount} shown={data?.alarms.length}>
        {data && <AlarmList alarms={data.alarms} resolve={resolve} onDone={again} />}
      </ListCard>
      <ListCard list="events" count={data?.eventCount} shown={data?.events.length}>
        {data && <EventList events={data.events} retry={retry} onDone={again} />}
      </ListCard>
      <ListCard list="mails" count={data?.mailCount} shown={data?.mails.length}>
        {data && <MailList mails={data.mails} resend={resend} onDone={again} />}
      </ListCard>
      <ListCard list="jobs" count={data?.jobCount} shown={data?.jobs.length}>
        {data && <JobList jobs={data.jobs} wake={wake} forget={forget} onDone={again} />}
      </ListCard>
      <ListCard list="reconciles" count={data?.reconciles.length} shown={data?.reconciles.length}>
        {data && <ReconcileList reconciles={data.reconciles} />}
      </ListCard>
      <WaitingCard readWaiting={readWaiting} />
    </div>
  );
}
