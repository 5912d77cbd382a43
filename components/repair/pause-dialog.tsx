"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { RepairActs } from "./repair-acts";

const choices = ["1", "8", "24", "168", "forever"] as const;

export interface PauseDialogProps extends Pick<RepairActs, "pause"> {
  readonly view: LiveDeployment;
  readonly onClose: () => void;
}

/** Asks for how long nothing is to be repaired. */
export function PauseDialog({ view, pause, onClose }: PauseDialogProps) {
  const t = useTranslations("repair");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const { pending, refusal, send } = useSubmit(pause, async () => {
    await refresh();
    toast.success(t("pausedToast"));
    onClose();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const hours = Number(formTexts(event.currentTarget).hours);
    void send({ deploymentId: view.id, hours: Number.isInteger(hours) ? hours : null });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="[overflow-wrap:anywhere]">{t("pauseDialog", { name: view.name })}</span>
      }
      description={t("pauseText")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("pause")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <Field label={t("pauseFor")}>
          <Select name="hours" defaultValue="8">
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`pauseChoices.${choice}`)}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </Dialog>
  );
}
