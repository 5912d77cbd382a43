"use client";

import { useTranslations } from "next-intl";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { AnomalyView } from "@/lib/costs/types";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { Link } from "@/lib/i18n/navigation";

/** Says that today or yesterday cost clearly more than usual, and what made it; else nothing. */
export function AnomalyNotice() {
  const t = useTranslations("costs.anomaly");
  const locale = useReaderLocale();
  const { data } = useLive<AnomalyView | null>("costs/anomaly", { restMs: SLOW_MS });
  if (!data) return null;
  const { machine, model, provider } = data;
  const amounts = { spent: money(data.spent), usual: money(data.usual) };
  return (
    <Banner
      tone="warn"
      title={
        data.isToday
          ? t("titleToday", amounts)
          : t("title", { ...amounts, day: formatDay(data.day, locale) })
      }
      action={
        machine && (
          <Button asChild size="sm">
            <Link href={`/dashboard/deployments/${machine.id}`}>{t("open")}</Link>
          </Button>
        )
      }
    >
      {machine && <p>{t("machine", { name: machine.name, more: money(machine.more) })}</p>}
      {model && provider && (
        <p>
          {t("parts", {
            model: model.name,
            modelMore: money(model.more),
            provider: provider.name,
            providerMore: money(provider.more),
          })}
        </p>
      )}
    </Banner>
  );
}

const money = (decimal: string) => formatMoney(decimal) ?? decimal;
