"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import type { TemplateView } from "@/lib/templates/schema";
import { TemplateFields } from "./template-fields";
import { readTemplate, type TypedTemplate } from "./template-values";

export interface TemplateDialogActs {
  readonly create: (input: TypedTemplate) => Promise<ActionResult<unknown>>;
  readonly edit: (input: TypedTemplate & { templateId: string }) => Promise<ActionResult<unknown>>;
}

export interface TemplateDialogProps {
  /** Null: a new one. */
  readonly template: TemplateView | null;
  readonly acts: TemplateDialogActs;
  readonly onClose: () => void;
}

/** A template's form, for a new one and for a change. */
export function TemplateDialog({ template, acts, onClose }: TemplateDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const say = useProblems();
  const refresh = useRefreshLive();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send, refuse } = useSubmit(
    (typed: TypedTemplate) =>
      template ? acts.edit({ ...typed, templateId: template.id }) : acts.create(typed),
    async () => {
      onClose();
      toast.success(t("saved"));
      await refresh();
    },
  );
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { typed, problems } = readTemplate(formTexts(event.currentTarget));
    if (typed) return void send(typed);
    refuse({ code: "invalid", reason: "invalid", message: "", fields: say(problems) });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={template ? t("editTitle", { name: template.name }) : t("newTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} noValidate onSubmit={submit} className="grid gap-4">
        {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
        <TemplateFields template={template} errors={refusal?.fields ?? {}} />
      </form>
    </Dialog>
  );
}

/** Sentences for the words that reading the form gives. */
function useProblems() {
  const launch = useTranslations("launch.errors");
  const own = useTranslations("templates.errors");
  return (problems: Readonly<Record<string, string>>): Record<string, string> => {
    const values = { min: 1, max: 100_000, provider: "" };
    const said = Object.entries(problems).map(([field, word]) => [
      field,
      own.has(word) ? own(word) : launch.has(word) ? launch(word, values) : word,
    ]);
    return Object.fromEntries(said);
  };
}
