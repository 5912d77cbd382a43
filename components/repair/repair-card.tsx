"use client";

import { Pause, Play, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Locked } from "@/components/billing/locked";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive, useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { RepairPageView } from "@/lib/repair/types";
import { PauseDialog } from "./pause-dialog";
import { PolicyDialog } from "./policy-dialog";
import { PolicyLines } from "./policy-lines";
import type { RepairActs } from "./repair-acts";
import { RepairList } from "./repair-list";
import { WhyNot } from "./why-not";

export interface RepairCardProps {
  readonly view: LiveDeployment;
  readonly acts: RepairActs;
}

/** What may be done by itself about the machine, what is done now and why not, and what was done. */
export function RepairCard({ view, acts }: RepairCardProps) {
  const t = useTranslations("repair");
  const live = useLive<RepairPageView>(`deployments/${encodeURIComponent(view.id)}/repair`, {
    isMoving: ({ repairs }) => repairs.some(({ state }) => state === "open"),
  });
  const [open, setOpen] = useState<"policy" | "pause" | null>(null);
  const mayChange = useMay("deployments.write") && view.endedAt === null;
  const repair = live.data;
  const isEmpty = view.endedAt !== null && (repair?.repairs.length ?? 0) === 0;
  if (isEmpty) return null;
  const isLocked = acts.lockedTo !== null;
  return (
    <Card id="repair">
      <CardHead
        title={t("title")}
        note={t("note")}
        actions={
          repair &&
          mayChange && (
            <span className="flex flex-wrap gap-2">
              {repair.policy && <PauseButton {...{ view, repair, acts }} onAsk={setOpen} />}
              {!isLocked && (
                <Button size="sm" onClick={() => setOpen("policy")}>
                  <Wrench aria-hidden className="size-4" />
                  {t(repair.policy ? "change" : "setUp")}
                </Button>
              )}
            </span>
          )
        }
      />
      <LiveNotice live={live} />
      <CardBody className="grid gap-4">
        {isLocked && <Locked tier={acts.lockedTo}>{t("locked")}</Locked>}
        {repair ? (
          <>
            {view.endedAt === null && (
              <>
                <WhyNot
                  view={view}
                  repair={repair}
                  acts={acts}
                  onPolicy={mayChange && !isLocked ? () => setOpen("policy") : null}
                />
                <PolicyLines repair={repair} />
              </>
            )}
            <RepairList repairs={repair.repairs} />
          </>
        ) : (
          live.trouble === null && <Skeleton className="h-16" />
        )}
      </CardBody>
      {repair && open === "policy" && (
        <PolicyDialog view={view} repair={repair} set={acts.set} onClose={() => setOpen(null)} />
      )}
      {open === "pause" && (
        <PauseDialog view={view} pause={acts.pause} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}

interface PauseButtonProps extends RepairCardProps {
  readonly repair: RepairPageView;
  readonly onAsk: (what: "pause") => void;
}

function PauseButton({ view, repair, acts, onAsk }: PauseButtonProps) {
  const t = useTranslations("repair");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(acts.resume, async () => {
    await refresh();
    toast.success(t("resumedToast"));
  });
  if (repair.pausedSince === null) {
    return (
      <Button size="sm" onClick={() => onAsk("pause")}>
        <Pause aria-hidden className="size-4" />
        {t("pause")}
      </Button>
    );
  }
  return (
    <>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <Button size="sm" pending={pending} onClick={() => void send({ deploymentId: view.id })}>
        <Play aria-hidden className="size-4" />
        {t("resume")}
      </Button>
    </>
  );
}
