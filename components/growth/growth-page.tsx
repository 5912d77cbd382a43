"use client";

import { useTranslations } from "next-intl";
import { ReadNotice } from "@/components/admin/read-notice";
import { useRead } from "@/components/admin/use-read";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionResult } from "@/lib/actions/types";
import type { GrowthView } from "@/lib/growth/schema";
import { ChurnCard } from "./churn-card";
import { CohortTable } from "./cohort-table";
import { FigureCard } from "./figure-card";
import { FunnelTable } from "./funnel-table";
import { IncomeCard } from "./income-card";

export interface GrowthPageProps {
  readonly read: (input: Record<string, never>) => Promise<ActionResult<GrowthView>>;
}

/** Whether the product earns its keep: four figures with their goals, and what stands behind them. */
export function GrowthPage({ read }: GrowthPageProps) {
  const t = useTranslations("growth");
  const admin = useTranslations("admin");
  const growth = useRead("growth", () => read({}));
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={t("title")}
        note={t("description")}
        actions={
          <Button pending={growth.isReading} onClick={growth.again}>
            {admin("again")}
          </Button>
        }
      />
      <ReadNotice read={growth} />
      {growth.data && <Growth view={growth.data} />}
      {!growth.data && growth.refusal === null && <GrowthSkeleton />}
    </div>
  );
}

function Growth({ view }: { readonly view: GrowthView }) {
  const t = useTranslations("growth");
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        {view.figures.map((figure) => (
          <FigureCard key={figure.name} figure={figure} />
        ))}
      </div>
      <IncomeCard figures={view.figures} income={view.income} apart={view.apart} />
      <ChurnCard figures={view.figures} churn={view.churn} />
      <Card>
        <CardHead title={t("funnel.title")} note={t("funnel.note")} />
        <FunnelTable funnel={view.funnel} />
      </Card>
      <Card>
        <CardHead title={t("cohorts.title")} note={t("cohorts.note")} />
        <CohortTable cohorts={view.cohorts} />
      </Card>
    </>
  );
}

function GrowthSkeleton() {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {["h-60", "h-60", "h-60", "h-60"].map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: four shapes that never change places
        <Skeleton key={index} className={height} />
      ))}
    </div>
  );
}
