"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SubscriptionView } from "@/lib/billing/types";
import { CancelMeans } from "./cancel-means";
import { cancelReasons, cancelWhens, reasonOf } from "./cancel-words";
import { RadioList } from "./radio-list";
import type { SubscriptionActs } from "./subscription-acts";

export interface CancelDialogProps {
  readonly view: SubscriptionView;
  readonly cancel: SubscriptionActs["cancel"];
  readonly follow: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what is kept, lost and paid, and asks when and why; either way the answer cancels. */
export function CancelDialog({ view, cancel, follow, onClose }: CancelDialogProps) {
  const t = useTranslations("subscription.cancel");
  const common = useTranslations("common");
  const id = useId();
  const [when, setWhen] = useState<(typeof cancelWhens)[number]>("period-end");
  const { pending, refusal, send } = useSubmit(cancel, async () => {
    await follow();
    toast.success(t(`done.${when}`));
    onClose();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { reason = "", words = "" } = formTexts(event.currentTarget);
    void send({ when, reason: reasonOf(reason), words });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button type="submit" form={id} variant="danger" pending={pending}>
            {t(`confirm.${when}`)}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate onSubmit={submit} className="grid gap-5">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <RadioList
          legend={t("when")}
          name="when"
          choices={cancelWhens}
          word={(one) => t(`whens.${one}`)}
          chosen={when}
          onChoose={setWhen}
        />
        <CancelMeans view={view} when={when} />
        <RadioList
          legend={t("why")}
          name="reason"
          choices={cancelReasons}
          word={(one) => t(`reasons.${one}`)}
        />
        <Field label={t("words")} optional={common("optional")} error={refusal?.fields?.words}>
          <Textarea name="words" maxLength={1_000} />
        </Field>
      </form>
    </Dialog>
  );
}
