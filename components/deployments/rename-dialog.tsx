"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { LiveDeployment } from "./live-deployment";

export type Rename = (input: {
  deploymentId: string;
  name: string;
}) => Promise<ActionResult<unknown>>;

interface RenameProps {
  readonly view: LiveDeployment;
  readonly rename: Rename;
}

/** Gives the deployment another name. */
export function RenameButton(props: RenameProps) {
  const t = useTranslations("deployments.rename");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("button")}</Button>
      {isOpen && <RenameDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function RenameDialog({ view, rename, onClose }: RenameProps & { readonly onClose: () => void }) {
  const t = useTranslations("deployments.rename");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const before = view.name;
  const tellUndo = useUndo();
  const { pending, refusal, send } = useSubmit(
    (name: string) => rename({ deploymentId: view.id, name }),
    async (_, name) => {
      await refresh();
      onClose();
      if (name === before) return;
      const takeBack = () => rename({ deploymentId: view.id, name: before });
      tellUndo({ done: t("done", { name }), takeBack });
    },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(formTexts(event.currentTarget).name ?? "");
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
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
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <Field label={t("name")} hint={t("hint")} error={refusal?.fields?.name}>
          <Input name="name" defaultValue={view.name} maxLength={60} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
