"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Locked } from "@/components/billing/locked";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { BudgetsView, BudgetView } from "@/lib/budgets/schema";
import type { BudgetActs } from "./budget-acts";
import { BudgetDialog } from "./budget-dialog";
import { BudgetRow } from "./budget-row";

/** What a month may cost, and how much of it is spent and taken. */
export function BudgetsCard({ acts }: { readonly acts: BudgetActs }) {
  const t = useTranslations("budgets");
  const mayChange = useMay("billing.write");
  const live = useLive<BudgetsView>("budgets", { restMs: SLOW_MS });
  const [edited, setEdited] = useState<BudgetView | "new" | null>(null);
  const view = live.data;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("note")}
        actions={
          mayChange &&
          acts.lockedTo === null && (
            <Button size="sm" onClick={() => setEdited("new")} disabled={!view}>
              {t("add")}
            </Button>
          )
        }
      />
      <LiveNotice live={live} />
      {acts.lockedTo !== null && (
        <CardBody>
          <Locked tier={acts.lockedTo}>{t("locked")}</Locked>
        </CardBody>
      )}
      {view ? (
        <Budgets view={view} acts={acts} onEdit={mayChange ? setEdited : null} />
      ) : (
        live.trouble === null && <Skeleton className="m-4 h-16" />
      )}
      {view && edited && (
        <BudgetDialog
          view={view}
          budget={edited === "new" ? null : edited}
          set={acts.set}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}

interface BudgetsProps {
  readonly view: BudgetsView;
  readonly acts: BudgetActs;
  /** `null` for somebody who may only look. */
  readonly onEdit: ((budget: BudgetView) => void) | null;
}

function Budgets({ view, acts, onEdit }: BudgetsProps) {
  const t = useTranslations("budgets");
  if (view.budgets.length === 0) {
    return acts.lockedTo === null && <EmptyState title={t("none")} text={t("noneText")} />;
  }
  return (
    <ul className="divide-y divide-line">
      {view.budgets.map((budget) => (
        <BudgetRow key={budget.id} budget={budget} acts={acts} onEdit={onEdit} />
      ))}
    </ul>
  );
}
