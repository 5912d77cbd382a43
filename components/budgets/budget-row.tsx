"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { BudgetStanding, BudgetView } from "@/lib/budgets/schema";
import { formatMoney } from "@/lib/format/money";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { again } from "./again";
import type { BudgetActs } from "./budget-acts";

export interface BudgetRowProps {
  readonly budget: BudgetStanding;
  readonly acts: BudgetActs;
  /** `null` for somebody who may only look. */
  readonly onEdit: ((budget: BudgetView) => void) | null;
}

/** One budget: whose, how much of it is spent, and what runs may still take. */
export function BudgetRow({ budget, acts, onEdit }: BudgetRowProps) {
  const t = useTranslations("budgets");
  const refresh = useRefreshLive();
  const tellUndo = useUndo();
  const name = useBudgetName()(budget);
  const { pending, refusal, send } = useSubmit(acts.remove, async (removed) => {
    await refresh();
    tellUndo({ done: t("removed", { name }), takeBack: () => acts.set(again(removed)) });
  });
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{name}</span>
          {budget.holds && <Badge>{t("holdsBadge")}</Badge>}
        </span>
        {onEdit && (
          <span className="flex gap-1">
            <Button
              size="sm"
              variant="ghost"
              aria-label={t("editOne", { name })}
              onClick={() => onEdit(budget)}
            >
              {t("edit")}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              pending={pending}
              aria-label={t("removeOne", { name })}
              onClick={() => void send({ budgetId: budget.id })}
            >
              {t("remove")}
            </Button>
          </span>
        )}
      </div>
      <Standing budget={budget} />
      {refusal && (
        <span role="alert" className="text-sm text-bad">
          {refusal.message}
        </span>
      )}
    </li>
  );
}

function Standing({ budget }: Pick<BudgetRowProps, "budget">) {
  const t = useTranslations("budgets");
  const spent = microsOf(budget.spent);
  const reserved = microsOf(budget.reserved);
  const monthly = microsOf(budget.monthly);
  const left = monthly - spent - reserved;
  const percentOf = (micros: bigint) => Math.min(100, Number((micros * 1_000n) / monthly) / 10);
  const isOver = spent >= monthly;
  return (
    <div className="grid gap-1.5">
      <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-hover">
        <span
          className={isOver ? "bg-bad" : "bg-accent"}
          style={{ width: `${percentOf(spent)}%` }}
        />
        <span
          className="bg-accent/35"
          style={{ width: `${Math.min(100 - percentOf(spent), percentOf(reserved))}%` }}
        />
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        <span className="figures">
          {t("spent", { spent: money(budget.spent), monthly: money(budget.monthly) })}
        </span>
        <span className="figures">{t("reserved", { reserved: money(budget.reserved) })}</span>
        <span className={left < 0n ? "figures text-bad" : "figures"}>
          {left < 0n
            ? t("over", { over: money(microsToDecimal(-left)) })
            : t("left", { left: money(microsToDecimal(left)) })}
        </span>
      </p>
    </div>
  );
}

/** What a budget covers, in words. */
function useBudgetName() {
  const t = useTranslations("budgets");
  return ({ covers, name }: BudgetStanding) =>
    covers === "team" ? t("covers.team") : name || t(`gone.${covers}`);
}

const microsOf = (decimal: string) => microsFromDecimal(decimal) ?? 0n;
const money = (decimal: string) => formatMoney(decimal) ?? decimal;
