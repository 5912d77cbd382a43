"use client";

import { Play, Power, RotateCw, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Locked } from "@/components/billing/locked";
import { Button } from "@/components/ui/button";
import type { PaidTier } from "@/lib/billing/plans";
import { type BatchAct, batchActs } from "@/lib/deployments/batches/schema";
import { microsToDecimal } from "@/lib/money";
import type { Selection } from "../list/use-selection";
import { price } from "../money";
import { planBatch } from "./plan";

const icons = { start: Play, stop: Power, restart: RotateCw, terminate: Trash2 } as const;

export interface SelectionBarProps {
  readonly selection: Selection;
  /** The tier that has acts on many machines; null where the team's own has. */
  readonly lockedTo: PaidTier | null;
  readonly onAct: (act: BatchAct) => void;
}

/** What is chosen, what it costs now, and what can be done with it. */
export function SelectionBar({ selection, lockedTo, onAct }: SelectionBarProps) {
  const t = useTranslations("deployments.batch");
  const words = useTranslations("deployments.actions");
  const { views, clear } = selection;
  if (views.length === 0) return null;
  const { beforePerHour } = planBatch("terminate", views);
  return (
    <section
      aria-label={t("bar")}
      className="sticky bottom-4 z-20 mx-auto grid w-full max-w-3xl gap-2 rounded-lg border border-line-strong bg-surface p-3 shadow-float max-md:bottom-20"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-40 flex-1" aria-live="polite">
          <span className="font-medium">{t("chosen", { count: views.length })}</span>
          <span className="text-muted tabular-nums">
            {" "}
            · {t("costNow", { amount: price(microsToDecimal(beforePerHour)) })}
          </span>
        </p>
        {batchActs.map((act) => {
          const Icon = icons[act];
          const { able } = planBatch(act, views);
          return (
            <Button
              key={act}
              size="sm"
              variant={act === "terminate" ? "danger-quiet" : "secondary"}
              disabled={lockedTo !== null || able.length === 0}
              onClick={() => onAct(act)}
            >
              <Icon aria-hidden className="size-4" />
              {words(act)}
              <span className="figures">{able.length}</span>
            </Button>
          );
        })}
        <Button
          variant="ghost"
          size="sm"
          aria-label={t("clear")}
          title={t("clear")}
          onClick={clear}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      {lockedTo && <Locked tier={lockedTo}>{t("locked")}</Locked>}
    </section>
  );
}
