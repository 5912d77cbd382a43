"use client";

import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import type { ActionResult } from "@/lib/actions/types";
import type { AlarmView } from "@/lib/admin/schema";
import { ActButton } from "./act-button";
import { useAlarmWords } from "./alarm-words";
import { AdminRow } from "./row";

export interface AlarmListProps {
  readonly alarms: readonly AlarmView[];
  readonly resolve: (input: { alarmId: string }) => Promise<ActionResult<unknown>>;
  readonly onDone: () => void;
}

/** Alarms about money, each with a button that says somebody has looked at it. */
export function AlarmList({ alarms, resolve, onDone }: AlarmListProps) {
  const t = useTranslations("admin.alarms");
  const wordsOf = useAlarmWords();
  const rows = alarms.map((alarm) => ({ alarm, words: wordsOf(alarm) }));
  return (
    <ul className="divide-y divide-line">
      {rows.map(({ alarm, words }) => (
        <AdminRow
          key={alarm.id}
          title={words.title}
          facts={[alarm.subject, alarm.team && (alarm.team.name ?? alarm.team.id)]
            .filter(Boolean)
            .join(" · ")}
          cause={words.text}
          when={<Age at={alarm.at} ago />}
          actions={
            alarm.resolvedAt ? (
              <Badge tone="good">{t("resolved")}</Badge>
            ) : (
              <ActButton
                label={t("resolveNamed", { kind: words.title, subject: alarm.subject })}
                act={() => resolve({ alarmId: alarm.id })}
                done={t("done")}
                onDone={onDone}
              >
                {t("resolve")}
              </ActButton>
            )
          }
        />
      ))}
    </ul>
  );
}
