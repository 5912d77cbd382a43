"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import type { IdleRule } from "@/lib/deployments/idle/schema";
import { IdleRuleFields, readIdleRule } from "./idle-rule-fields";

export type SetTeamRule = (input: { rule: IdleRule }) => Promise<ActionResult<unknown>>;

export interface TeamRuleCardProps {
  readonly rule: IdleRule;
  readonly set: SetTeamRule;
  readonly maySet: boolean;
}

/** The idle rule of all machines that have none of their own. */
export function TeamRuleCard({ rule, set, maySet }: TeamRuleCardProps) {
  const t = useTranslations("monitoring.idleRule");
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <CardHead
        title={t("title")}
        actions={
          maySet && (
            <Button size="sm" onClick={() => setOpen(true)}>
              {t("change")}
            </Button>
          )
        }
      />
      <CardBody>
        <p>{t(`team.${rule.act}`, { hours: rule.minutes / 60 })}</p>
        <p className="mt-1 text-sm text-muted">{t("note")}</p>
        {!maySet && <p className="mt-1 text-sm text-muted">{t("ask")}</p>}
      </CardBody>
      {isOpen && <TeamRuleDialog rule={rule} set={set} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function TeamRuleDialog({
  rule,
  set,
  onClose,
}: Omit<TeamRuleCardProps, "maySet"> & { readonly onClose: () => void }) {
  const t = useTranslations("monitoring.idleRule");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const { pending, refusal, send } = useSubmit(
    (typed: IdleRule) => set({ rule: typed }),
    async () => {
      await refresh();
      toast.success(t("saved"));
      onClose();
    },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = readIdleRule(formTexts(event.currentTarget));
    if (typed) void send(typed);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("teamTitle")}
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
        <IdleRuleFields rule={rule} />
        <p className="text-sm text-muted">{t("stopHint")}</p>
      </form>
    </Dialog>
  );
}
