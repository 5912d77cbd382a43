"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { Locked } from "@/components/billing/locked";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/types";
import { type AlertView, type AlertWish, alertPricingModels } from "@/lib/alerts/schema";
import { tierWithRoom } from "@/lib/billing/tiers";
import { allGpus, findGpu, MOST_WANTED } from "@/lib/gpus/catalog";
import { areas } from "@/lib/prices/types";
import { BackTestNote } from "./back-test-note";

type Draft = Readonly<Record<"model" | "pricing" | "area" | "max", string>>;

export interface AlertFormProps {
  readonly initialModelId: string | null;
  /** How many alerts the team may have on and has; unknown while the page loads. */
  readonly room: { readonly limit: number; readonly used: number } | undefined;
  readonly create: (input: AlertWish) => Promise<ActionResult<AlertView>>;
}

const models = allGpus().toSorted((one, other) =>
  one.name.localeCompare(other.name, "en", { numeric: true }),
);

/** Names a GPU, how it is sold, where and the limit; says what that would have told so far. */
export function AlertForm({ initialModelId, room, create }: AlertFormProps) {
  const t = useTranslations("alerts.form");
  const [draft, setDraft] = useState<Draft>({
    model: findGpu(initialModelId ?? "")?.id ?? MOST_WANTED[0],
    pricing: "on-demand",
    area: "",
    max: "",
  });
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(create, async () => {
    setDraft((before) => ({ ...before, max: "" }));
    toast.success(t("done"));
    await refresh();
  });
  useFocusRefused(form, refusal);
  const isFull = room !== undefined && room.used >= room.limit;
  const read = () => {
    if (form.current) setDraft({ ...draft, ...formTexts(form.current) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({
      modelId: draft.model,
      pricingModel: alertPricingModels.find((one) => one === draft.pricing) ?? "on-demand",
      area: areas.find((one) => one === draft.area) ?? null,
      maxPerGpuHour: draft.max.trim(),
    });
  };
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="grid gap-4">
        {isFull && (
          <Locked tier={tierWithRoom("price-alerts", room.limit)}>
            {t("full", { limit: room.limit })}
          </Locked>
        )}
        {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
        <form ref={form} noValidate method="post" onSubmit={submit} className="grid gap-4">
          <AlertFields draft={draft} onChange={read} errors={refusal?.fields ?? {}} />
          <BackTestNote draft={draft} />
          <span>
            <SubmitButton pending={pending}>{t("submit")}</SubmitButton>
          </span>
        </form>
      </CardBody>
    </Card>
  );
}

interface AlertFieldsProps {
  readonly draft: Draft;
  readonly onChange: () => void;
  readonly errors: Readonly<Record<string, string>>;
}

function AlertFields({ draft, onChange, errors }: AlertFieldsProps) {
  const t = useTranslations("alerts.form");
  const words = useTranslations();
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label={t("gpu")} error={errors.modelId}>
        <Select name="model" value={draft.model} onChange={onChange}>
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("pricing")}>
        <Select name="pricing" value={draft.pricing} onChange={onChange}>
          {alertPricingModels.map((model) => (
            <option key={model} value={model}>
              {words(`pricingModels.${model}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("area")}>
        <Select name="area" value={draft.area} onChange={onChange}>
          <option value="">{words("areas.anywhere")}</option>
          {areas.map((area) => (
            <option key={area} value={area}>
              {words(`areas.${area}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("max")} error={errors.maxPerGpuHour}>
        <Input
          name="max"
          inputMode="decimal"
          autoComplete="off"
          placeholder="1.80"
          value={draft.max}
          onChange={onChange}
        />
      </Field>
    </div>
  );
}
