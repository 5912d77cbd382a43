import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import type { FeesView } from "@/lib/market/types";
import { Price } from "../price";

/** What a provider charges beside the hourly price, and what a stopped machine costs. */
export function FeeFacts({ fees }: { readonly fees: FeesView }) {
  const t = useTranslations("providerPages.fees");
  const stopped = useTranslations("gpu.monthly.stopped");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const absence = t("notPublished");
  return (
    <>
      <dl className="divide-y divide-line">
        <Fee name={t("storage")} unit={t("perGbMonth")} value={fees.storage} absence={absence} />
        {fees.stopped === "disk" && (
          <Fee
            name={t("stoppedStorage")}
            unit={t("perGbMonth")}
            value={fees.stoppedStorage}
            absence={absence}
          />
        )}
        <Fee name={t("egress")} unit={t("perGb")} value={fees.egress} absence={absence} />
      </dl>
      <p className="border-t border-line py-1.5">{stopped(fees.stopped ?? "unknown")}</p>
      {fees.source && (
        <p className="mt-1 text-xs text-faint [overflow-wrap:anywhere]">
          {t.rich("source", {
            day: formatDay(fees.source.asOf, locale),
            link: (words) => (
              <a href={fees.source?.url} rel="nofollow noopener" className="underline">
                {words}
              </a>
            ),
          })}
        </p>
      )}
    </>
  );
}

interface FeeProps {
  readonly name: string;
  readonly unit: string;
  readonly value: string | null;
  readonly absence: string;
}

function Fee({ name, unit, value, absence }: FeeProps) {
  const t = useTranslations("providerPages.fees");
  return (
    <div className="flex justify-between gap-4 py-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="text-right">
        {value === "0" ? t("included") : <Priced value={value} unit={unit} absence={absence} />}
      </dd>
    </div>
  );
}

function Priced({ value, unit, absence }: Omit<FeeProps, "name">) {
  return (
    <>
      <Price value={value} per="nothing" absence={absence} />
      {value !== null && <span className="ml-1 text-xs text-faint">{unit}</span>}
    </>
  );
}
