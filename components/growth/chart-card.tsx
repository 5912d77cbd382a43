"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

export interface ChartCardProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly isEmpty: boolean;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  /** What else can be done with the numbers. */
  readonly actions?: ReactNode;
}

/** A chart, and one press away the same numbers as a table. */
export function ChartCard({ title, note, isEmpty, chart, table, actions }: ChartCardProps) {
  const t = useTranslations("growth");
  const [isTable, setTable] = useState(false);
  return (
    <Card>
      <CardHead
        title={title}
        note={note}
        actions={
          !isEmpty && (
            <>
              <Button size="sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
                {isTable ? t("asChart") : t("asTable")}
              </Button>
              {actions}
            </>
          )
        }
      />
      {isEmpty && <EmptyState title={t("notComputed")} text={t("notComputedText")} />}
      {!isEmpty && isTable && <div className="max-h-96 overflow-y-auto">{table}</div>}
      {!isEmpty && !isTable && (
        <CardBody>
          <figure aria-label={title} className="h-72">
            <Suspense fallback={<Skeleton className="h-full" />}>{chart}</Suspense>
          </figure>
        </CardBody>
      )}
    </Card>
  );
}
