"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import type { TeamView } from "@/lib/teams/types";
import type { TeamActs } from "./team-acts";

export interface SecondStepCardProps {
  readonly view: TeamView;
  readonly requireSecondStep: TeamActs["requireSecondStep"];
}

/** The switch that asks everybody in the team for a second step of signing in. */
export function SecondStepCard({ view, requireSecondStep }: SecondStepCardProps) {
  const t = useTranslations("team.secondStep");
  const { asksSecondStep: isOn } = view;
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(requireSecondStep, async ({ required }) => {
    await refresh();
    toast.success(required ? t("nowOn") : t("nowOff"));
  });
  return (
    <Card>
      <CardHead
        title={t("title")}
        actions={<Status tone={isOn ? "good" : "neutral"} word={isOn ? t("on") : t("off")} />}
      />
      <CardBody className="grid gap-4">
        {refusal && <RefusalBanner refusal={refusal} />}
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="max-w-prose text-muted">{t("text")}</p>
          <Button pending={pending} onClick={() => void send({ required: !isOn })}>
            {isOn ? t("switchOff") : t("switchOn")}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
