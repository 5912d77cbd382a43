"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Locked } from "@/components/billing/locked";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import type { PaidTier } from "@/lib/billing/plans";
import { type IdleRule, idleActs } from "@/lib/deployments/idle/schema";
import { IdleRuleFields, readIdleRule } from "./idle-rule-fields";

export interface IdleActs {
  readonly set: (input: {
    deploymentId: string;
    rule: IdleRule | null;
  }) => Promise<ActionResult<unknown>>;
  /** The tier that has idle rules; null where the team's own has. */
  readonly lockedTo: PaidTier | null;
}

export interface IdleCardProps {
  readonly view: LiveDeployment;
  readonly acts: IdleActs;
}

/** What happens to this machine when its GPUs do nothing. */
export function IdleCard({ view, acts }: IdleCardProps) {
  const t = useTranslations("monitoring.idleRule");
  const [isOpen, setOpen] = useState(false);
  const { idleRule: rule } = view;
  if (view.endedAt !== null) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        actions={
          acts.lockedTo === null && (
            <Button size="sm" onClick={() => setOpen(true)}>
              {t("change")}
            </Button>
          )
        }
      />
      <CardBody className="grid gap-2">
        {acts.lockedTo ? (
          <Locked tier={acts.lockedTo}>{t("locked")}</Locked>
        ) : (
          <>
            <p>{rule ? t(`own.${rule.act}`, { hours: rule.minutes / 60 }) : t("byTeam")}</p>
            {!view.watchInside && <p className="text-sm text-muted">{t("noInside")}</p>}
          </>
        )}
      </CardBody>
      {isOpen && <IdleDialog view={view} acts={acts} onClose={() => setOpen(false)} />}
    </Card>
  );
}

const usual: IdleRule = { act: "tell", minutes: 240 };

function IdleDialog({ view, acts, onClose }: IdleCardProps & { readonly onClose: () => void }) {
  const t = useTranslations("monitoring.idleRule");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const { pending, refusal, send } = useSubmit(
    (rule: IdleRule | null) => acts.set({ deploymentId: view.id, rule }),
    async () => {
      await refresh();
      onClose();
    },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(readIdleRule(formTexts(event.currentTarget)));
  };
  const mayStop = view.offers.leaseActs.includes("stop");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="[overflow-wrap:anywhere]">{t("machineTitle", { name: view.name })}</span>
      }
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <IdleRuleFields
          rule={view.idleRule ?? usual}
          acts={idleActs.filter((act) => act !== "stop" || mayStop)}
          none={{ label: t("inherit"), isChosen: view.idleRule === null }}
        />
        <p className="text-sm text-muted">{t("stopHint")}</p>
      </form>
    </Dialog>
  );
}
