"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useInstants } from "@/components/ui/instant";
import { Link } from "@/lib/i18n/navigation";
import type { HoldReason, RepairPageView } from "@/lib/repair/types";
import type { RepairActs } from "./repair-acts";

export interface WhyNotProps {
  readonly view: LiveDeployment;
  readonly repair: RepairPageView;
  readonly acts: RepairActs;
  /** Opens the policy; `null` for somebody who may not change it. */
  readonly onPolicy: (() => void) | null;
}

/** What is done next about a machine that is unwell, or why nothing is and what lifts that. */
export function WhyNot({ view, repair, acts, onPolicy }: WhyNotProps) {
  const t = useTranslations("repair");
  const reasons = useTranslations("repairReasons");
  const rungs = useTranslations("repairRungs");
  const write = useInstants();
  const { due } = repair;
  if (!due || (due.kind === "hold" && due.reason === "busy")) return null;
  if (due.kind === "act")
    return <Banner tone="info">{t("next", { rung: rungs(due.rung) })}</Banner>;
  return (
    <Banner
      tone="warn"
      className="flex-wrap"
      action={<Lift reason={due.reason} {...{ view, acts, onPolicy }} />}
    >
      <p>{t("why", { reason: reasons(due.reason) })}</p>
      {due.until && <p className="text-muted">{t("until", { at: write(due.until, "short") })}</p>}
    </Banner>
  );
}

const byPolicy = new Set<HoldReason>([
  "off",
  "rung-forbidden",
  "region-down",
  "data-asks",
  "no-volume",
  "too-dear",
  "day-extra",
  "maintenance",
]);

/** The button that lifts what is in the way, where one does. */
function Lift({
  reason,
  view,
  acts,
  onPolicy,
}: Omit<WhyNotProps, "repair"> & { readonly reason: HoldReason }) {
  const t = useTranslations("repair");
  const account = useTranslations("deployments.account");
  const costs = useTranslations("budgets");
  const refresh = useRefreshLive();
  const { pending, send } = useSubmit(acts.resume, async () => refresh());
  if (!onPolicy) return null;
  if (byPolicy.has(reason)) {
    return (
      <Button size="sm" onClick={onPolicy}>
        {t(reason === "off" ? "setUp" : "change")}
      </Button>
    );
  }
  if (reason === "paused" || reason === "exhausted") {
    return (
      <Button size="sm" pending={pending} onClick={() => void send({ deploymentId: view.id })}>
        {t(reason === "paused" ? "resume" : "again")}
      </Button>
    );
  }
  if (reason === "key-refused" || reason === "key-frozen" || reason === "no-credit") {
    return (
      <Button asChild size="sm">
        <Link href="/dashboard/keys">{account("keys")}</Link>
      </Button>
    );
  }
  if (reason === "budget-reached") {
    return (
      <Button asChild size="sm">
        <Link href="/dashboard/costs">{costs("title")}</Link>
      </Button>
    );
  }
  return null;
}
