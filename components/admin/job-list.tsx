"use client";

import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import type { ActionResult } from "@/lib/actions/types";
import type { Overview } from "@/lib/admin/schema";
import { ActButton } from "./act-button";
import { AdminRow } from "./row";

type Act = (input: { job: string; payload: string }) => Promise<ActionResult<unknown>>;

export interface JobListProps extends Pick<Overview, "jobs"> {
  readonly wake: Act;
  readonly forget: Act;
  readonly onDone: () => void;
}

/** Jobs that failed the last time they ran. */
export function JobList({ jobs, wake, forget, onDone }: JobListProps) {
  const t = useTranslations("admin.jobs");
  return (
    <ul className="divide-y divide-line">
      {jobs.map(({ job, payload, failures, failure, lastFailedAt }) => (
        <AdminRow
          key={`${job} ${payload}`}
          title={job}
          facts={payload === "{}" ? t("bySchedule") : payload}
          cause={`${t("failures", { count: failures })} ${failure}`}
          when={<Age at={lastFailedAt} ago />}
          actions={
            <>
              <ActButton
                label={t("wakeNamed", { job })}
                act={() => wake({ job, payload })}
                done={t("woken")}
                onDone={onDone}
              >
                {t("wake")}
              </ActButton>
              <ActButton
                variant="ghost"
                label={t("forgetNamed", { job })}
                act={() => forget({ job, payload })}
                done={t("forgotten")}
                onDone={onDone}
              >
                {t("forget")}
              </ActButton>
            </>
          }
        />
      ))}
    </ul>
  );
}
