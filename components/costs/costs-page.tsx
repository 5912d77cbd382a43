"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BudgetActs } from "@/components/budgets/budget-acts";
import { BudgetsCard } from "@/components/budgets/budgets-card";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { type CostPart, type CostPeriod, type CostsView, costPeriods } from "@/lib/costs/types";
import { Link } from "@/lib/i18n/navigation";
import { AnomalyNotice } from "./anomaly-notice";
import { BestPriceCard } from "./best-price-card";
import { BillsCard } from "./bills-card";
import { CostFigures } from "./cost-figures";
import { DayCostsCard } from "./day-costs-card";
import { PartsCard } from "./parts-card";
import { SegmentsCard } from "./segments-card";

export interface CostsPageProps {
  readonly budgets: BudgetActs;
}

/** What the team's machines and volumes cost: in all, by day and by part. */
export function CostsPage({ budgets }: CostsPageProps) {
  const t = useTranslations("costs");
  const live = useLive<CostsView>("costs", { restMs: SLOW_MS });
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={t("title")}
        note={live.data ? <ZoneNote timeZone={live.data.timeZone} /> : <>&nbsp;</>}
      />
      <LiveNotice live={live} />
      {live.data ? (
        <Body view={live.data} budgets={budgets} />
      ) : (
        live.trouble === null && <Waiting />
      )}
    </div>
  );
}

function ZoneNote({ timeZone }: Pick<CostsView, "timeZone">) {
  const t = useTranslations("costs");
  return (
    <>
      {t("zone", { timeZone })}{" "}
      <Link href="/settings/team" className="text-accent underline">
        {t("changeZone")}
      </Link>
    </>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton className="h-24" />
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </>
  );
}

function Body({ view, budgets }: CostsPageProps & { readonly view: CostsView }) {
  const t = useTranslations("costs");
  const [period, setPeriod] = useState<CostPeriod>("month");
  if (view.totals.all === "0" && view.perHour === "0") {
    return (
      <>
        <NothingYet />
        <BudgetsCard acts={budgets} />
      </>
    );
  }
  const { models, providers, projects, templates, kinds } = view.parts[period];
  const nameVolumes = (part: CostPart) => ({ ...part, name: part.name || t("kinds.storage") });
  const unnamed = (id: string) => t(id === "" ? "noTemplate" : "removedTemplate");
  const kindNames = (id: string) => (t.has(`kinds.${id}`) ? t(`kinds.${id}`) : id);
  return (
    <>
      <AnomalyNotice />
      <CostFigures view={view} />
      <BudgetsCard acts={budgets} />
      <DayCostsCard
        title={t("trend.title")}
        note={t("trend.note")}
        days={view.days}
        hasLabels={false}
      />
      <section aria-label={t("parts")} className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-md">{t("parts")}</h2>
          <Select
            aria-label={t("period")}
            boxClassName="w-44"
            value={period}
            onChange={({ target }) =>
              setPeriod(costPeriods.find((one) => one === target.value) ?? "month")
            }
          >
            {costPeriods.map((one) => (
              <option key={one} value={one}>
                {t(`periods.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
          <PartsCard
            title={t("byModel")}
            head={t("model")}
            parts={models.map(nameVolumes)}
            shape="pie"
          />
          <PartsCard title={t("byProvider")} head={t("provider")} parts={providers} />
          <PartsCard title={t("byProject")} head={t("project")} parts={projects.map(nameVolumes)} />
          <PartsCard
            title={t("byTemplate")}
            head={t("template")}
            parts={templates.map((part) => ({ ...part, name: part.name || unnamed(part.id) }))}
          />
          <PartsCard
            title={t("byKind")}
            head={t("kind")}
            parts={kinds.map((part) => ({ ...part, name: kindNames(part.id) }))}
          />
        </div>
        <BestPriceCard period={period} />
      </section>
      <BillsCard />
      <SegmentsCard />
    </>
  );
}

function NothingYet() {
  const t = useTranslations("costs");
  return (
    <Card>
      <EmptyState
        title={t("empty")}
        text={t("emptyText")}
        action={
          <Button asChild>
            <SessionLink href="/gpus">{t("browse")}</SessionLink>
          </Button>
        }
      />
    </Card>
  );
}
