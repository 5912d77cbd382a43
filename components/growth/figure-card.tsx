"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { formatDay, formatInstant } from "@/lib/format/dates";
import type { FigureView } from "@/lib/growth/schema";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

/** Fewer say little about many. */
const FEW = 20;
const MILLISECOND = 1;

/** One figure with its goal, how it was counted, over what, and what exactly it means. */
export function FigureCard({ figure }: { readonly figure: FigureView }) {
  const t = useTranslations("growth");
  const { name, goalPercent, percent, isReached } = figure;
  return (
    <Card>
      <CardHead
        title={t(`figures.${name}.title`)}
        note={t("goal", { percent: goalPercent })}
        actions={
          isReached !== null && (
            <Badge tone={isReached ? "good" : "warn"}>
              {isReached ? t("reached") : t("notReached")}
            </Badge>
          )
        }
      />
      <CardBody className="grid gap-4">
        <p className="figures text-2xl font-medium tracking-tight">
          {percent === null ? "–" : `${percent} %`}
        </p>
        <Facts figure={figure} />
        <p className="text-sm text-muted">{t(`figures.${name}.definition`)}</p>
      </CardBody>
    </Card>
  );
}

function Facts({ figure }: { readonly figure: FigureView }) {
  const t = useTranslations("growth");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const { name, numerator, denominator, from, to, stored } = figure;
  const lastDay = new Date(Date.parse(to) - MILLISECOND).toISOString();
  const isSame = stored?.numerator === numerator && stored.denominator === denominator;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <dt className="text-muted">{t(`figures.${name}.numerator`)}</dt>
      <dd className="figures">{numerator}</dd>
      <dt className="text-muted">{t(`figures.${name}.denominator`)}</dt>
      <dd>
        <span className="figures">{denominator}</span>{" "}
        {denominator < FEW && <span className="text-warn">{t("few")}</span>}
      </dd>
      <dt className="text-muted">{t("window")}</dt>
      <dd>{t("span", { from: formatDay(from, locale), to: formatDay(lastDay, locale) })}</dd>
      <dt className="text-muted">{t("stored")}</dt>
      <dd>
        {stored === null
          ? t("notStored")
          : t(isSame ? "storedSame" : "storedOther", {
              numerator: stored.numerator,
              denominator: stored.denominator,
              at: formatInstant(stored.computedAt, locale),
            })}
      </dd>
    </dl>
  );
}
