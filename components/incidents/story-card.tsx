"use client";

import {
  Activity,
  Bell,
  Eye,
  Hand,
  type LucideIcon,
  NotebookPen,
  RotateCcw,
  ShieldCheck,
  Wrench,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant, useInstants } from "@/components/ui/instant";
import { Link } from "@/lib/i18n/navigation";
import { lineText } from "@/lib/incidents/line-text";
import type { IncidentDetail, LineView } from "@/lib/incidents/types";
import { useSay } from "./incident-words";
import { ToldList } from "./told-list";

const icons: Readonly<Record<LineView["kind"], LucideIcon>> = {
  seen: Eye,
  concluded: Activity,
  "other-fault": Activity,
  flapping: Activity,
  calm: ShieldCheck,
  recovered: ShieldCheck,
  left: Activity,
  moved: Activity,
  "repair-begun": Wrench,
  "repair-act": Wrench,
  "repair-blocked": Wrench,
  "repair-ended": Wrench,
  acknowledged: Hand,
  note: NotebookPen,
  over: ShieldCheck,
  reopened: RotateCcw,
  told: Bell,
};

/** What was seen, concluded, done, noted and told, the newest first. */
export function StoryCard({ incident }: { readonly incident: IncidentDetail }) {
  const t = useTranslations("incidents.story");
  return (
    <Card>
      <CardHead title={t("title")} note={t("note")} />
      <CardBody>
        <ol className="grid gap-4">
          {incident.lines.map((line) => (
            <Line key={`${line.kind} ${line.id}`} line={line} />
          ))}
        </ol>
        {incident.hasEarlier && <p className="mt-4 text-sm text-muted">{t("cut")}</p>}
      </CardBody>
    </Card>
  );
}

function Line({ line }: { readonly line: LineView }) {
  const t = useTranslations("incidents");
  const write = useInstants();
  const { text, more } = lineText(line, useSay());
  const { kind, at, until, told, data } = line;
  const Icon = icons[kind];
  const to = kind === "moved" && typeof data.to === "string" ? data.to : null;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 md:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <Icon aria-hidden className="mt-0.5 size-4 text-faint" />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>{text}</p>
        {more && (
          <p className={kind === "note" ? "whitespace-pre-wrap" : "text-sm text-muted"}>{more}</p>
        )}
        {to && (
          <Link href={`/dashboard/incidents/${to}`} className="text-sm text-accent underline">
            {t("see")}
          </Link>
        )}
        {kind === "told" && <ToldList told={told} />}
      </div>
      <span className="col-start-2 text-sm text-faint md:col-start-3 md:text-right">
        <Instant at={at} style="exact" />
        {until !== at && (
          <span className="block">{t("several", { time: write(until, "exact") })}</span>
        )}
      </span>
    </li>
  );
}
