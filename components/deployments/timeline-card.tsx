"use client";

import { Activity, Bell, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useServerNow } from "@/components/console/server-clock";
import { readLive } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import type { CallView, HistoryView, IntervalView, OperationView } from "@/lib/deployments/types";
import { durationPart } from "@/lib/format/duration";
import type { LiveDeploymentDetail } from "./live-deployment";
import { idOf, type TimelineEntry, timelineOf } from "./timeline-entries";

const icons = { status: Activity, operation: Wrench, event: Bell } as const;

/** Every change of state, every act of ours with its calls, and what was told to people. */
export function TimelineCard({ view }: { readonly view: LiveDeploymentDetail }) {
  const t = useTranslations("deployments.detail");
  const [older, setOlder] = useState<readonly HistoryView[]>([]);
  const [isReading, setReading] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const wholeAfter = (older.at(-1) ?? view).wholeAfter;
  const entries = timelineOf([view, ...older]);
  const readOlder = async (until: string) => {
    setReading(true);
    const path = `deployments/${encodeURIComponent(view.id)}/history?until=${until}`;
    const part = await readLive<HistoryView>(path).catch(() => null);
    setFailed(part === null);
    if (part) setOlder([...older, part]);
    setReading(false);
  };
  return (
    <Card>
      <CardHead title={t("timeline")} />
      <CardBody>
        <ol className="grid gap-4">
          {entries.map((entry) => (
            <Line key={`${entry.kind} ${idOf(entry)}`} entry={entry}>
              <What entry={entry} provider={view.providerName} />
            </Line>
          ))}
        </ol>
        {wholeAfter && (
          <div className="mt-4 grid justify-items-start gap-2">
            {hasFailed && <Banner tone="warn">{t("earlierFailed")}</Banner>}
            <Button size="sm" pending={isReading} onClick={() => void readOlder(wholeAfter)}>
              {t("earlier")}
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Line({
  entry,
  children,
}: {
  readonly entry: TimelineEntry;
  readonly children: ReactNode;
}) {
  const Icon = icons[entry.kind];
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 md:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <Icon aria-hidden className="mt-0.5 size-4 text-faint" />
      <div className="min-w-0">{children}</div>
      <Instant
        at={entry.at}
        style="exact"
        className="col-start-2 text-sm text-faint md:col-start-3"
      />
    </li>
  );
}

function What({ entry, provider }: { readonly entry: TimelineEntry; readonly provider: string }) {
  const t = useTranslations("deployments.events");
  if (entry.kind === "status") return <StatusLine interval={entry.interval} />;
  if (entry.kind === "operation") {
    return <OperationLine operation={entry.operation} provider={provider} />;
  }
  const { type, isMailed } = entry.event;
  const key = type.replace("deployment.", "");
  return <p>{t.has(key) ? t(key, { mailed: isMailed ? "yes" : "no" }) : type}</p>;
}

function StatusLine({ interval }: { readonly interval: IntervalView }) {
  const t = useTranslations("deployments");
  const causes = useTranslations("deployments.causes");
  const reasons = useTranslations("deploymentReasons");
  const units = useTranslations("common.duration");
  const nowMs = useServerNow();
  const endMs = interval.toAt ? Date.parse(interval.toAt) : nowMs;
  const { unit, value } = durationPart(endMs - Date.parse(interval.fromAt));
  const { cause, status } = interval;
  return (
    <>
      <p>
        <span className="font-medium">{t(`status.${status}`)}</span>
        {(interval.toAt !== null || status !== "terminated") && (
          <span className="text-faint tabular-nums"> · {units(unit, { value })}</span>
        )}
      </p>
      <p className="text-sm text-muted">
        {reasons.has(cause) ? reasons(cause) : causes.has(cause) ? causes(cause) : cause}
      </p>
    </>
  );
}

interface OperationLineProps {
  readonly operation: OperationView;
  readonly provider: string;
}

function OperationLine({ operation, provider }: OperationLineProps) {
  const t = useTranslations("deployments.timeline");
  const reasons = useTranslations("deploymentReasons");
  const { kind, state, reason, calls } = operation;
  return (
    <>
      <p>
        {t("operation", { kind: t(`kinds.${kind}`), state: t(`states.${state}`) })}
        {calls.length > 0 && <span className="text-faint"> · {t("calls", { provider })}</span>}
      </p>
      {reason && reasons.has(reason) && <p className="text-sm text-muted">{reasons(reason)}</p>}
      {calls.length > 0 && (
        <ul className="mt-1 grid gap-1 border-l border-line pl-3 text-sm text-muted">
          {calls.map((call) => (
            <CallLine key={call.id} call={call} />
          ))}
        </ul>
      )}
    </>
  );
}

function CallLine({ call }: { readonly call: CallView }) {
  const t = useTranslations("deployments.timeline.call");
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="figures">{call.name}</span> · {t(call.status)}
      {call.errorDetail && <span className="block text-faint">{call.errorDetail}</span>}
    </li>
  );
}
