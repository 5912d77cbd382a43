"use client";

import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { BatchItemView, ItemState } from "@/lib/deployments/batches/schema";
import { Link } from "@/lib/i18n/navigation";

const tones: Readonly<Record<ItemState, Tone>> = {
  waiting: "info",
  "at-work": "info",
  done: "good",
  failed: "bad",
  refused: "bad",
  overtaken: "neutral",
};

/** What came of the act on one machine, and why not where it did not come off. */
export function BatchItemLine({ item }: { readonly item: BatchItemView }) {
  const t = useTranslations("deployments.batch");
  const { state, name, providerName, deploymentId, detail } = item;
  const isMoving = state === "waiting" || state === "at-work";
  const why = useWhy(item);
  return (
    <li className="grid gap-0.5 px-4 py-2">
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={`/dashboard/deployments/${deploymentId}`}
          prefetch={false}
          className="min-w-0 truncate hover:underline"
        >
          {name}
        </Link>
        <Status tone={tones[state]} word={t(`states.${state}`)} moving={isMoving} />
      </div>
      {why && <p className="text-sm text-muted">{why}</p>}
      {detail && (
        <p className="text-sm text-faint [overflow-wrap:anywhere]">
          {t("says", { provider: providerName, words: detail })}
        </p>
      )}
    </li>
  );
}

function useWhy({ state, reason }: BatchItemView): string | null {
  const refusals = useTranslations("deployments.batch.refusals");
  const reasons = useTranslations("deploymentReasons");
  if (reason === null || state === "done") return null;
  if (state === "refused") return refusals(refusals.has(reason) ? reason : "other");
  return reasons.has(reason) ? reasons(reason) : null;
}
