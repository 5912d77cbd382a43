"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Fact, Facts } from "./facts";
import type { LiveDeployment } from "./live-deployment";
import { price, RateNow } from "./money";
import { useIsOld } from "./use-is-old";

/** What the provider says of a machine in one line, and in words where the three do not agree. */
export function TruthLine({ view }: { readonly view: LiveDeployment }) {
  if (view.endedAt && view.differences.length === 0) return null;
  return (
    <span className="block text-xs text-faint">
      {view.told && <Told told={view.told} provider={view.providerName} />}
      <Differences view={view} />
    </span>
  );
}

function Told({ told, provider }: { told: NonNullable<LiveDeployment["told"]>; provider: string }) {
  const t = useTranslations("deployments.truth");
  const ago = useTranslations("common")("ago", { length: useSince(told.at) });
  return <span className="block">{t("line", { provider, word: wordOf(told, t), ago })}</span>;
}

type Say = ReturnType<typeof useTranslations<"deployments.truth">>;

function wordOf({ status, word }: NonNullable<LiveDeployment["told"]>, t: Say): string {
  return status === "gone" ? t("gone") : (word ?? status);
}

function Differences({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.truth.differences");
  const amount = price(view.cost.nowPerHour);
  const quoted = price(view.cost.quotedPerHour);
  return view.differences.map((difference) => (
    <span key={difference} className="flex items-start gap-1 text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      {t(difference, { provider: view.providerName, amount, quoted })}
    </span>
  ));
}

/** What is wanted, what the provider says, and what is billed, side by side. */
export function TruthCard({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.truth");
  const isOld = useIsOld(view.told?.at);
  if (view.endedAt && view.differences.length === 0) return null;
  const provider = view.providerName;
  const agreement = isOld ? "tooOld" : "agree";
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="grid gap-3">
        <Facts>
          <Fact name={t("wanted")}>{t(`wishes.${view.desired}`)}</Fact>
          <Fact name={t("says", { provider })}>
            {view.told ? (
              <Asked told={view.told} />
            ) : (
              <span className="text-muted">{t("notYet")}</span>
            )}
          </Fact>
          <Fact name={t("billed")}>
            <RateNow view={view} />
          </Fact>
        </Facts>
        {view.differences.length > 0 ? (
          <div className="grid gap-1 text-sm">
            <Differences view={view} />
          </div>
        ) : (
          <p className="text-sm text-muted">{t(view.told ? agreement : "notCompared")}</p>
        )}
      </CardBody>
    </Card>
  );
}

function Asked({ told }: { readonly told: NonNullable<LiveDeployment["told"]> }) {
  const t = useTranslations("deployments.truth");
  const ago = useTranslations("common")("ago", { length: useSince(told.at) });
  return (
    <>
      <span className="figures">{wordOf(told, t)}</span>
      <span className="text-faint"> · {t("asked", { ago })}</span>
    </>
  );
}
