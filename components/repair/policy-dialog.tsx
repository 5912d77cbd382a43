"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { price } from "@/components/deployments/money";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { RepairPageView } from "@/lib/repair/types";
import { dataRules, proposedPolicy, type RepairPolicy, rungs } from "@/lib/repair-policy/schema";
import { days, readPolicy } from "./policy-values";
import { RehearsalPart } from "./rehearsal-part";
import type { RepairActs } from "./repair-acts";

export interface PolicyDialogProps extends Pick<RepairActs, "set"> {
  readonly view: LiveDeployment;
  readonly repair: RepairPageView;
  readonly onClose: () => void;
}

/** Asks what may be done about the machine, and shows what that would have done before. */
export function PolicyDialog({ view, repair, set, onClose }: PolicyDialogProps) {
  const t = useTranslations("repair");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState<RepairPolicy | null>(null);
  const { pending, refusal, send } = useSubmit(set, async (_done, { policy }) => {
    await refresh();
    toast.success(t(policy ? "saved" : "turnedOff"));
    onClose();
  });
  useFocusRefused(form, refusal);
  const read = () => form.current && readPolicy(formTexts(form.current));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ deploymentId: view.id, policy: read() });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("dialog", { name: view.name })}</span>}
      description={t("dialogNote")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        ref={form}
        noValidate
        onSubmit={submit}
        onChange={() => setAsked(null)}
        className="grid gap-4"
      >
        {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
        <PolicyFields repair={repair} errors={refusal?.fields ?? {}} />
      </form>
      <RehearsalPart deploymentId={view.id} asked={asked} onAsk={() => setAsked(read() ?? null)} />
    </Dialog>
  );
}

interface PolicyFieldsProps {
  readonly repair: RepairPageView;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
}

function PolicyFields({ repair, errors }: PolicyFieldsProps) {
  const t = useTranslations("repair");
  const words = useTranslations("repairRungs");
  const start = repair.policy ?? proposedPolicy;
  const [highest, setHighest] = useState<string>(start.highest);
  const isOff = highest === "none";
  return (
    <>
      <Field label={t("highest")} error={errors["policy.highest"]}>
        <Select
          name="highest"
          value={highest}
          onChange={({ currentTarget }) => setHighest(currentTarget.value)}
        >
          <option value="none">{t("none")}</option>
          {rungs.map((rung) => (
            <option key={rung} value={rung}>
              {words(rung)}
            </option>
          ))}
        </Select>
      </Field>
      {!isOff && <Details repair={repair} start={start} errors={errors} />}
    </>
  );
}

function Details({ repair, start, errors }: PolicyFieldsProps & { readonly start: RepairPolicy }) {
  const t = useTranslations("repair");
  const choices = dataRules.filter((rule) => rule !== "volume" || repair.hasVolume);
  return (
    <>
      <Field label={t("data")} error={errors["policy.data"]}>
        <Select name="data" defaultValue={start.data}>
          {choices.map((rule) => (
            <option key={rule} value={rule}>
              {t(`dataChoices.${rule}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          className="content-start"
          label={t("mostPerHour")}
          hint={t("mostHint", { amount: price(aFifthMore(repair.launchedPerHour)) })}
          error={errors["policy.mostPerHour"]}
        >
          <Input
            name="mostPerHour"
            inputMode="decimal"
            autoComplete="off"
            className="figures"
            defaultValue={start.mostPerHour ?? ""}
          />
        </Field>
        <Field
          className="content-start"
          label={t("extraPerDay")}
          hint={t("extraHint")}
          error={errors["policy.extraPerDay"]}
        >
          <Input
            name="extraPerDay"
            inputMode="decimal"
            autoComplete="off"
            className="figures"
            defaultValue={start.extraPerDay}
          />
        </Field>
      </div>
      <Field
        label={t("command")}
        hint={repair.canRestartWorkload ? t("commandHint") : t("commandNeeds")}
        error={errors["policy.workloadCommand"]}
      >
        <Textarea
          name="workloadCommand"
          rows={2}
          readOnly={!repair.canRestartWorkload}
          className="font-mono text-sm"
          defaultValue={start.workloadCommand ?? ""}
        />
      </Field>
      <WindowFields repair={repair} start={start} errors={errors} />
    </>
  );
}

function WindowFields({ repair, start, errors }: PolicyFieldsProps & { start: RepairPolicy }) {
  const t = useTranslations("repair");
  const [hasWindow, setWindow] = useState(start.window !== null);
  const chosen = start.window?.days ?? [0, 1, 2, 3, 4, 5, 6];
  return (
    <div className="grid gap-3">
      <Checkbox
        name="window"
        label={t("window")}
        checked={hasWindow}
        onChange={({ currentTarget }) => setWindow(currentTarget.checked)}
      />
      {hasWindow && (
        <>
          <fieldset className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">{t("windowDays")}</legend>
            <span className="flex flex-wrap gap-x-4">
              {days.map((day) => (
                <Checkbox
                  key={day}
                  name={`day${day}`}
                  label={t(`days.${day}`)}
                  defaultChecked={chosen.includes(Number(day))}
                />
              ))}
            </span>
            {errors["policy.window.days"] && (
              <p role="alert" className="text-sm text-bad">
                {errors["policy.window.days"]}
              </p>
            )}
          </fieldset>
          <div className="grid grid-cols-2 gap-4">
            <Field label={t("windowFrom")} error={errors["policy.window.from"]}>
              <Input name="windowFrom" type="time" defaultValue={start.window?.from ?? "09:00"} />
            </Field>
            <Field label={t("windowTo")} error={errors["policy.window.to"]}>
              <Input name="windowTo" type="time" defaultValue={start.window?.to ?? "18:00"} />
            </Field>
          </div>
          <p className="text-xs text-faint">{t("windowZone", { timeZone: repair.timeZone })}</p>
        </>
      )}
    </div>
  );
}

function aFifthMore(perHour: string): string {
  return microsToDecimal(((microsFromDecimal(perHour) ?? 0n) * 120n) / 100n);
}
