"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/types";
import { type Visibility, visibilities } from "@/lib/templates/schema";
import type { LiveDeployment } from "./live-deployment";

export type SaveTemplate = (input: {
  deploymentId: string;
  name: string;
  visibility: Visibility;
}) => Promise<ActionResult<unknown>>;

interface SaveTemplateProps {
  readonly view: LiveDeployment;
  readonly save: SaveTemplate;
}

/** Keeps what this machine began with as a template. */
export function SaveTemplateButton(props: SaveTemplateProps) {
  const t = useTranslations("templates.fromMachine");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("button")}</Button>
      {isOpen && <SaveTemplateDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveTemplateDialog({
  view,
  save,
  onClose,
}: SaveTemplateProps & { readonly onClose: () => void }) {
  const t = useTranslations("templates.fromMachine");
  const fields = useTranslations("templates.fields");
  const common = useTranslations("common");
  const id = useId();
  const { pending, refusal, send } = useSubmit(save, () => {
    toast.success(t("done"));
    onClose();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "", visibility } = formTexts(event.currentTarget);
    void send({
      deploymentId: view.id,
      name: name.trim(),
      visibility: visibilities.find((one) => one === visibility) ?? "private",
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-3">
        {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
        <Field label={fields("name")} error={refusal?.fields?.name}>
          <Input name="name" defaultValue={view.name} maxLength={60} autoComplete="off" />
        </Field>
        <Field label={fields("visibility")}>
          <Select name="visibility" defaultValue="private">
            {visibilities.map((one) => (
              <option key={one} value={one}>
                {fields(`visibilities.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </Dialog>
  );
}
