"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { KeyView } from "@/lib/provider-keys/schema";

export interface RenameKeyInput {
  readonly keyId: string;
  readonly name: string;
}

export interface RenameKeyDialogProps {
  readonly view: KeyView;
  readonly renameKey: (input: RenameKeyInput) => Promise<ActionResult<unknown>>;
  readonly onClose: () => void;
}

/** Gives a key another name. */
export function RenameKeyDialog({ view, renameKey, onClose }: RenameKeyDialogProps) {
  const t = useTranslations("keys.rename");
  const common = useTranslations("common");
  const id = useId();
  const refresh = useRefreshLive();
  const tellUndo = useUndo();
  const before = view.name;
  const { pending, refusal, send } = useSubmit(renameKey, async (_data, { keyId, name }) => {
    await refresh();
    onClose();
    if (name === before) return;
    tellUndo({ done: t("done", { name }), takeBack: () => renameKey({ keyId, name: before }) });
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ keyId: view.id, name: formTexts(event.currentTarget).name ?? "" });
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
            {pending ? t("pending") : t("save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-3">
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <Field label={t("label")} error={refusal?.fields?.name}>
          <Input name="name" defaultValue={view.name} maxLength={60} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
