"use client";

import { useTranslations } from "next-intl";
import { useServerNow } from "@/components/console/server-clock";
import type { DeploymentView } from "@/lib/deployments/types";
import { formatMoney, formatPrice } from "@/lib/format/money";
import { costOfDuration, microsFromDecimal, microsToDecimal } from "@/lib/money";

interface CostProps {
  readonly view: Pick<DeploymentView, "cost">;
  /** The server's time at which `view` was read. */
  readonly at: string;
}

/** What a machine has cost, as a decimal of dollars, carried on at its present rate. */
export function useCostSoFar({ view, at }: CostProps): string {
  const passedMs = Math.max(0, useServerNow() - Date.parse(at));
  const { soFar, nowPerHour } = view.cost;
  const rate = microsFromDecimal(nowPerHour) ?? 0n;
  return microsToDecimal((microsFromDecimal(soFar) ?? 0n) + costOfDuration(rate, passedMs));
}

/** The cost so far, ticking, in a width that does not move. */
export function TickingCost(props: CostProps) {
  return <span className="figures">{exact(useCostSoFar(props))}</span>;
}

/** The rate of this moment, or a word where nothing is charged. */
export function RateNow({ view }: { readonly view: Pick<DeploymentView, "cost"> }) {
  const t = useTranslations("deployments");
  const { nowPerHour } = view.cost;
  if (view.cost.isUnknown)
    return (
      <span className="text-faint" title={t("rateUnknownWhy")}>
        {t("rateUnknown")}
      </span>
    );
  if (nowPerHour === "0")
    return <span className="font-sans text-faint tracking-normal">{t("noRate")}</span>;
  return <span className="figures">{t("perHour", { amount: price(nowPerHour) })}</span>;
}

/** A price for people. */
export function price(decimal: string): string {
  return formatPrice(decimal) ?? decimal;
}

/** An amount with so many decimals that it can be seen to move: four under $10, six where four would show none. */
export function exact(decimal: string): string {
  const micros = microsFromDecimal(decimal) ?? 0n;
  const [whole = "0", rest = ""] = microsToDecimal(micros < 0n ? 0n : micros).split(".");
  if (micros >= 10_000_000n) return formatMoney(decimal) ?? decimal;
  const decimals = micros > 0n && micros < 100n ? 6 : 4;
  return `$${whole}.${rest.padEnd(6, "0").slice(0, decimals)}`;
}
