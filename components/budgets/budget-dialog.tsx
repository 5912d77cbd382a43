"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import {
  type BudgetsView,
  type BudgetView,
  type Covering,
  coverings,
  warnSteps,
} from "@/lib/budgets/schema";
import type { BudgetActs } from "./budget-acts";

export interface BudgetDialogProps extends Pick<BudgetActs, "set"> {
  readonly view: BudgetsView;
  /** The one that is changed; `null` for a new one. */
  readonly budget: BudgetView | null;
  readonly onClose: () => void;
}

const USUAL_STEPS: readonly number[] = [80, 100];

/** Asks what a month may cost, of what, when to tell, and whether to hold launches. */
export function BudgetDialog({ view, budget, set, onClose }: BudgetDialogProps) {
  const t = useTranslations("budgets");
  const common = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const [covers, setCovers] = useState<Covering>(budget?.covers ?? "team");
  const { pending, refusal, send } = useSubmit(set, async () => {
    await refresh();
    toast.success(t("saved"));
    onClose();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const texts = formTexts(event.currentTarget);
    const coveredId = budget?.coveredId ?? texts.coveredId;
    void send({
      covers,
      ...(covers !== "team" && coveredId !== undefined && { coveredId }),
      monthly: (texts.monthly ?? "").trim(),
      warnAt: warnSteps.filter((step) => texts[`warn${step}`] !== undefined),
      holds: texts.holds !== undefined,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(budget ? "editTitle" : "addTitle")}
      description={t("dialogNote", { timeZone: view.timeZone })}
    >
      <form ref={form} noValidate method="post" onSubmit={submit} className="grid gap-4">
        {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
        {!budget && <CoversFields view={view} covers={covers} onCovers={setCovers} />}
        <Field label={t("monthly")} error={refusal?.fields?.monthly}>
          <Input
            name="monthly"
            inputMode="decimal"
            autoComplete="off"
            placeholder="500"
            defaultValue={budget?.monthly ?? ""}
          />
        </Field>
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">{t("warnAt")}</legend>
          <span className="flex flex-wrap gap-x-5">
            {warnSteps.map((step) => (
              <Checkbox
                key={step}
                name={`warn${step}`}
                label={`${step} %`}
                defaultChecked={(budget?.warnAt ?? USUAL_STEPS).includes(step)}
              />
            ))}
          </span>
        </fieldset>
        <div className="grid gap-1">
          <Checkbox name="holds" label={t("holds")} defaultChecked={budget?.holds ?? false} />
          <p className="text-xs text-faint">{t("holdsHint")}</p>
        </div>
        <span className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <SubmitButton pending={pending}>{t("save")}</SubmitButton>
        </span>
      </form>
    </Dialog>
  );
}

interface CoversFieldsProps {
  readonly view: BudgetsView;
  readonly covers: Covering;
  readonly onCovers: (covers: Covering) => void;
}

function CoversFields({ view, covers, onCovers }: CoversFieldsProps) {
  const t = useTranslations("budgets");
  const choices = { team: [], project: view.projects, deployment: view.deployments }[covers];
  const isOffered = (one: Covering) =>
    one === "team" || (one === "project" ? view.projects : view.deployments).length > 0;
  return (
    <>
      <Field label={t("coversLabel")}>
        <Select
          value={covers}
          onChange={({ target }) =>
            onCovers(coverings.find((one) => one === target.value) ?? "team")
          }
        >
          {coverings.filter(isOffered).map((one) => (
            <option key={one} value={one}>
              {t(`covers.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {covers !== "team" && (
        <Field label={t(`which.${covers}`)}>
          <Select key={covers} name="coveredId">
            {choices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
