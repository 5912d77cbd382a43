"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { IncidentsView } from "@/lib/incidents/types";
import { useLength } from "./incident-words";

/** How many incidents there are and were, and how long they took. */
export function IncidentFigures({ view }: { readonly view: IncidentsView }) {
  const t = useTranslations("incidents.figures");
  const lengthOf = useLength();
  const length = (ms: number | null) => (ms === null ? "–" : lengthOf(ms));
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-4">
      <Figure name={t("open")} isBad={view.open > 0}>
        {view.open}
      </Figure>
      <Figure name={t("over")}>{view.over}</Figure>
      <Figure name={t("detect")} note={view.detectMs === null ? t("none") : t("detectNote")}>
        {length(view.detectMs)}
      </Figure>
      <Figure name={t("recover")} note={view.recoverMs === null ? t("none") : t("recoverNote")}>
        {length(view.recoverMs)}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly note?: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Figure({ name, note, isBad = false, children }: FigureProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{name}</dt>
      <dd>
        <span className={cn("figures text-lg", isBad && "text-bad")}>{children}</span>
        {note && <span className="block text-xs text-faint">{note}</span>}
      </dd>
    </div>
  );
}
