"use client";

import { useTranslations } from "next-intl";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Instant, useInstants } from "@/components/ui/instant";
import type { BackTest } from "@/lib/alerts/types";
import { formatPrice } from "@/lib/format/money";

const MOST_SHOWN = 5;

export interface BackTestNoteProps {
  readonly draft: Readonly<Record<"model" | "pricing" | "area" | "max", string>>;
}

/** What the alert being written would have told in the last 90 days, by the prices we saw. */
export function BackTestNote({ draft }: BackTestNoteProps) {
  const t = useTranslations("alerts.backTest");
  const { data } = useLive<BackTest | null>(`alerts/back-test?${new URLSearchParams(draft)}`, {
    restMs: SLOW_MS,
  });
  return (
    <div aria-live="polite" className="min-h-12 text-sm text-muted">
      {draft.max.trim() === "" && t("ask")}
      {draft.max.trim() !== "" && data === null && t("noLimit")}
      {draft.max.trim() !== "" && data && <Outcome test={data} />}
    </div>
  );
}

function Outcome({ test }: { readonly test: BackTest }) {
  const t = useTranslations("alerts.backTest");
  const write = useInstants();
  if (test.knownSince === null) return t("noHistory");
  const since = write(test.knownSince);
  const lowest = formatPrice(test.lowest ?? "") ?? "";
  return (
    <>
      <p>
        {t("count", { count: test.firings.length, since, lowest })}{" "}
        {test.now === null ? t("soldOut") : t("now", { price: formatPrice(test.now) ?? test.now })}
      </p>
      {test.firings.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4">
          {test.firings.slice(-MOST_SHOWN).map(({ at, pricePerGpuHour }) => (
            <li key={at} className="figures">
              <Instant at={at} /> {formatPrice(pricePerGpuHour)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
