import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { PriceVerdict } from "@/lib/history/types";
import { Price } from "../price";

const tones = { low: "good", typical: "neutral", high: "warn" } as const;

/** Whether the price of now is low, and among what. */
export function VerdictLine({ verdict }: { readonly verdict: PriceVerdict }) {
  const t = useTranslations("gpu.verdict");
  if (verdict.word === "unknown") {
    return (
      <p className="text-sm text-faint">
        {t("unknown", { days: verdict.days, needed: verdict.needed })}
      </p>
    );
  }
  const { word, dearerPercent, cheaperPercent, days } = verdict;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <Badge tone={tones[word]}>{t(`words.${word}`)}</Badge>
      <span>{t(word, { dearer: dearerPercent, cheaper: cheaperPercent, days })}</span>
      <span className="text-faint">
        {t.rich("range", {
          lowest: () => <Price value={verdict.lowest} per="nothing" />,
          highest: () => <Price value={verdict.highest} per="nothing" />,
        })}
      </span>
    </p>
  );
}
