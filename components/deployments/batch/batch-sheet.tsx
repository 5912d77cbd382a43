"use client";

import { ChevronDown, ChevronUp, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useLive, useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ActionResult } from "@/lib/actions/types";
import type { BatchItemView, BatchView } from "@/lib/deployments/batches/schema";
import type { AskBatch } from "./batch-dialog";
import { BatchItemLine } from "./batch-item-line";

export type CloseBatch = (input: { batchId: string }) => Promise<ActionResult<unknown>>;

export interface BatchSheetProps {
  readonly ask: AskBatch;
  readonly close: CloseBatch;
  /** Leaves the lower edge of the page to what stands there. */
  readonly isRaised: boolean;
}

/** What came of the newest act on many machines; it stays, in every window, until it is closed. */
export function BatchSheet(props: BatchSheetProps) {
  const { data } = useLive<BatchView[]>("batches", {
    isMoving: (batches) => batches.some(({ items }) => items.some(isOnTheWay)),
  });
  const newest = data?.[0];
  return newest ? <Sheet key={newest.id} batch={newest} {...props} /> : null;
}

/** Nothing has come of it yet. */
function isOnTheWay({ state }: BatchItemView): boolean {
  return state === "waiting" || state === "at-work";
}

/** Asked once more, it may come off. */
function canRetry({ state }: BatchItemView): boolean {
  return state === "failed" || state === "refused";
}

function Sheet({ batch, ask, close, isRaised }: BatchSheetProps & { readonly batch: BatchView }) {
  const t = useTranslations("deployments.batch.sheet");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const [isOpen, setOpen] = useState(true);
  const [requestId] = useState(() => crypto.randomUUID());
  const { act, items } = batch;
  const failed = items.filter(canRetry);
  const left = items.filter(isOnTheWay).length;
  const deploymentIds = failed.map(({ deploymentId }) => deploymentId);
  const retry = useSubmit(
    () => ask({ act, deploymentIds, retryOf: batch.id }, { requestId }),
    refresh,
  );
  const end = useSubmit(() => close({ batchId: batch.id }), refresh);
  const refusal = retry.refusal ?? end.refusal;
  const Arrow = isOpen ? ChevronDown : ChevronUp;
  return (
    <section
      aria-label={t("label")}
      className={cn(
        "fixed right-4 z-30 flex max-h-[60dvh] w-[min(26rem,calc(100vw-2rem))] flex-col",
        "rounded-lg border border-line-strong bg-surface shadow-float",
        isRaised ? "bottom-32 max-md:bottom-56" : "bottom-4 max-md:bottom-20",
      )}
    >
      <div className="flex items-start gap-2 border-b border-line px-4 py-3">
        <div className="min-w-0 flex-1" aria-live="polite">
          <h2 className="text-base">{t(`title.${act}`, { count: items.length })}</h2>
          <p className="text-sm text-muted tabular-nums">{summary(items, t)}</p>
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-expanded={isOpen}
          aria-label={t("fold")}
          onClick={() => setOpen(!isOpen)}
        >
          <Arrow aria-hidden className="size-4" />
        </Button>
      </div>
      <progress
        aria-label={t("progress")}
        max={items.length}
        value={items.length - left}
        className="h-1 w-full accent-accent"
      />
      {isOpen && (
        <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
          {[...items].sort(byTrouble).map((item) => (
            <BatchItemLine key={item.deploymentId} item={item} />
          ))}
        </ul>
      )}
      {refusal && <RefusalBanner refusal={refusal} />}
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-2">
        {failed.length > 0 && left === 0 && (
          <Button size="sm" pending={retry.pending} onClick={() => void retry.send(undefined)}>
            <RotateCw aria-hidden className="size-4" />
            {t("retry", { count: failed.length })}
          </Button>
        )}
        <Button size="sm" pending={end.pending} onClick={() => void end.send(undefined)}>
          {left === 0 ? t("read") : common("close")}
        </Button>
      </div>
    </section>
  );
}

/** What failed stands first, then what is on its way; else the order they were chosen in. */
function byTrouble(a: BatchItemView, b: BatchItemView): number {
  return rank(a) - rank(b);
}

function rank(item: BatchItemView): number {
  if (canRetry(item)) return 0;
  return isOnTheWay(item) ? 1 : 2;
}

function summary(
  items: readonly BatchItemView[],
  t: ReturnType<typeof useTranslations<"deployments.batch.sheet">>,
): string {
  const count = (of: (item: BatchItemView) => boolean) => items.filter(of).length;
  return t("summary", {
    done: count(({ state }) => state === "done"),
    failed: count(canRetry),
    overtaken: count(({ state }) => state === "overtaken"),
    left: count(isOnTheWay),
  });
}
