"use client";

import { useTranslations } from "next-intl";
import { useServerNow } from "@/components/console/server-clock";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant, useInstants } from "@/components/ui/instant";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { SegmentView } from "@/lib/deployments/types";
import { formatMoney } from "@/lib/format/money";
import { costOfDuration, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { diskPerHourMicros } from "@/lib/providers/disk-rate";
import { findProviderMeta, isFullPriceAssumed } from "@/lib/providers/meta";
import { Fact, Facts } from "./facts";
import type { LiveDeploymentDetail } from "./live-deployment";
import { exact, price, RateNow, TickingCost, useCostSoFar } from "./money";
import { projectCost } from "./projected-cost";

/** Providers round rates in their own ways; a hundredth of a cent is no news. */
const ROUNDING_MICROS = 100n;

interface MoneyCardProps {
  readonly view: LiveDeploymentDetail;
  readonly at: string;
}

/** What it costs now, what it has cost, and for which stretch of time at which rate. */
export function MoneyCard({ view, at }: MoneyCardProps) {
  const t = useTranslations("deployments.detail");
  const list = useTranslations("deployments");
  const { cost, endedAt } = view;
  const dearer = dearerRate(view);
  const isUntold = cost.sleepPriceUntoldSince !== null;
  return (
    <Card>
      <CardHead title={t("money")} />
      <CardBody className="grid gap-4">
        <div>
          <p className="text-sm text-muted">{endedAt ? t("costEnded") : t("cost")}</p>
          <p className="mt-1 text-xl leading-9">
            <TickingCost view={view} at={at} />
          </p>
          {view.segments.length > 0 && (
            <p className="text-sm text-faint">
              {t(cost.isBilled ? "billed" : "counted", { provider: view.providerName })}
            </p>
          )}
        </div>
        {dearer && (
          <p className="text-warn">
            {t("dearer", { provider: view.providerName, now: price(dearer) })}
          </p>
        )}
        {view.status === "stopped" && !(isUntold && cost.nowPerHour === "0") && (
          <p className="text-warn">
            {cost.nowPerHour === "0"
              ? list("stoppedFree")
              : list(stoppedWord(view), {
                  provider: view.providerName,
                  amount: price(cost.nowPerHour),
                })}
          </p>
        )}
        {isUntold && (
          <p className="text-warn">
            {list("sleepPriceUntold", {
              provider: view.providerName,
              amount: price(cost.nowPerHour),
            })}
          </p>
        )}
        <Facts>
          <Fact name={t("rate")}>
            <RateNow view={view} />
          </Fact>
          {view.origin === "launch" && (
            <Fact name={t("quoted")}>
              <span className="figures">
                {list("perHour", { amount: price(cost.quotedPerHour) })}
              </span>
            </Fact>
          )}
        </Facts>
        <Projection view={view} at={at} />
        {view.origin === "launch" && <Receipt view={view} />}
      </CardBody>
      {view.segments.length > 0 && <Segments segments={view.segments} />}
    </Card>
  );
}

/** What it will have cost when its lease ends and at the end of the month, going on as it is. */
function Projection({ view, at }: MoneyCardProps) {
  const t = useTranslations("deployments.detail");
  const soFar = microsFromDecimal(useCostSoFar({ view, at })) ?? 0n;
  const projected = projectCost(view, soFar, new Date(useServerNow()));
  if (!projected) return null;
  const { atLeaseEnd, atMonthEnd } = projected;
  return (
    <Facts>
      {atLeaseEnd !== null && (
        <Fact name={t("atLeaseEnd")}>
          <span className="figures">{formatMoney(microsToDecimal(atLeaseEnd))}</span>
        </Fact>
      )}
      <Fact name={t("atMonthEnd")}>
        <span className="figures">{formatMoney(microsToDecimal(atMonthEnd))}</span>
      </Fact>
    </Facts>
  );
}

/** The price receipt: what was quoted for the whole machine beside what the provider charges. */
function Receipt({ view }: Pick<MoneyCardProps, "view">) {
  const t = useTranslations("deployments.receipt");
  const write = useInstants();
  const { receipt } = view.cost;
  const provider = view.providerName;
  if (!receipt) {
    return view.endedAt ? null : <p className="text-sm text-faint">{t("none", { provider })}</p>;
  }
  const values = {
    provider,
    quoted: price(receipt.quoted),
    told: price(receipt.told),
    at: write(receipt.at, "exact"),
  };
  return (
    <p className={receipt.isSame ? "text-sm text-muted" : "text-sm text-warn"}>
      {t(receipt.isSame ? "same" : "differs", values)}
    </p>
  );
}

/** What the GPUs cost per hour, where that is more than was agreed to; `null` where it is not. */
function dearerRate({ cost, providerId, diskGb, endedAt }: LiveDeploymentDetail): string | null {
  const running = microsFromDecimal(cost.runningPerHour);
  const agreed = microsFromDecimal(cost.quotedPerHour);
  if (endedAt !== null || running === null || agreed === null) return null;
  const perGbMonth = findProviderMeta(providerId)?.capabilities?.runningDiskMicrosPerGbMonth ?? 0n;
  const gpus = running - diskPerHourMicros(perGbMonth, diskGb ?? 0);
  return gpus > agreed + ROUNDING_MICROS ? microsToDecimal(gpus) : null;
}

function Segments({ segments }: { readonly segments: readonly SegmentView[] }) {
  const t = useTranslations("deployments.detail");
  const words = useTranslations("deployments");
  return (
    <div className="border-t border-line">
      <Table caption={t("segments")} className="text-sm">
        <thead>
          <tr>
            <HeadCell>{t("from")}</HeadCell>
            <HeadCell className="max-sm:hidden">{t("to")}</HeadCell>
            <HeadCell numeric>{t("perHour")}</HeadCell>
            <HeadCell numeric>{t("amount")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <Row key={segment.fromAt}>
              <Cell className="whitespace-nowrap">
                <Instant at={segment.fromAt} style="exact" />
                <span className="block text-xs text-faint">
                  {words(`segments.${segment.cause}`)}
                </span>
              </Cell>
              <Cell className="whitespace-nowrap max-sm:hidden">
                {segment.toAt ? <Instant at={segment.toAt} style="exact" /> : t("now")}
              </Cell>
              <Cell numeric>{price(segment.perHour)}</Cell>
              <Cell numeric>
                <SegmentCost segment={segment} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function SegmentCost({ segment }: { readonly segment: SegmentView }) {
  const nowMs = useServerNow();
  if (segment.toAt) return exact(segment.cost);
  const rate = microsFromDecimal(segment.perHour) ?? 0n;
  const passedMs = Math.max(0, nowMs - Date.parse(segment.fromAt));
  return exact(microsToDecimal(costOfDuration(rate, passedMs)));
}

function stoppedWord({ cost, statusReason, providerId }: LiveDeploymentDetail) {
  if (cost.stoppedBilling !== "full" || statusReason === "hibernated") return "stoppedBilled";
  return isFullPriceAssumed(providerId) ? "stoppedAssumed" : "stoppedFull";
}
