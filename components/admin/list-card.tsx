"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

export interface ListCardProps {
  readonly list: "alarms" | "events" | "mails" | "jobs" | "reconciles";
  /** How many there are; not known before they are read. */
  readonly count: number | undefined;
  readonly shown: number | undefined;
  readonly children: ReactNode;
}

/** A list with its name, what it says when it is empty, and how much of it is shown. */
export function ListCard({ list, count, shown = 0, children }: ListCardProps) {
  const t = useTranslations("admin");
  return (
    <Card>
      <CardHead
        title={count ? t("counted", { title: t(`${list}.title`), count }) : t(`${list}.title`)}
        note={t(`${list}.note`)}
      />
      {count === undefined && <Skeleton className="m-4 h-6" />}
      {count === 0 && <EmptyState title={t(`${list}.none`)} />}
      {Boolean(count) && children}
      {count !== undefined && count > shown && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted">
          {t("more", { shown, count })}
        </p>
      )}
    </Card>
  );
}
