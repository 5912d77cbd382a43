"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { EscalationPolicy } from "@/lib/notifications/escalation/types";
import type { NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface EscalationCardProps {
  readonly view: NotificationsView;
  readonly acts: Pick<NotificationsActs, "setEscalation">;
}

const MOST_STEPS = 3;
const DEFAULT_MINUTES = 15;

/** Who is told next where nobody says that they are on it. */
export function EscalationCard({ view, acts }: EscalationCardProps) {
  const t = useTranslations("notifications.escalation");
  const refresh = useRefreshLive();
  const [steps, setSteps] = useState<readonly string[]>(
    (view.escalation?.steps ?? []).map(({ to, id }) => `${to}:${id}`),
  );
  const { pending, refusal, send } = useSubmit(acts.setEscalation, async () => {
    toast.success(t("saved"));
    await refresh();
  });
  const shown = [...steps, ""].slice(0, MOST_STEPS);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { minutes = "" } = formTexts(event.currentTarget);
    const policy = { afterMinutes: Number(minutes), steps: steps.flatMap(toStep) };
    void send({ policy: policy.steps.length > 0 ? policy : null });
  };
  const change = (at: number, value: string) =>
    setSteps(
      shown.map((step, index) => (index === at ? value : step)).filter((step) => step !== ""),
    );
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      <CardBody>
        <form method="post" noValidate onSubmit={submit}>
          <fieldset disabled={!view.hasFeature || !view.mayManage} className="grid max-w-xl gap-4">
            <legend className="sr-only">{t("title")}</legend>
            {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
            <Field label={t("minutes")} error={refusal?.fields?.["policy.afterMinutes"]}>
              <Input
                name="minutes"
                type="number"
                min={1}
                max={1_440}
                defaultValue={view.escalation?.afterMinutes ?? DEFAULT_MINUTES}
              />
            </Field>
            {shown.map((value, index) => (
              <Field
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
                key={index}
                label={t("step", { number: index + 1 })}
              >
                <Select value={value} onChange={({ target }) => change(index, target.value)}>
                  <option value="">{t("nobody")}</option>
                  {view.channels
                    .filter(({ state }) => state === "active")
                    .map(({ id, name }) => (
                      <option key={id} value={`channel:${id}`}>
                        {name}
                      </option>
                    ))}
                  {view.people.map(({ id, name }) => (
                    <option key={id} value={`person:${id}`}>
                      {t("mailOf", { name })}
                    </option>
                  ))}
                </Select>
              </Field>
            ))}
            <span>
              <SubmitButton pending={pending}>{t("save")}</SubmitButton>
            </span>
          </fieldset>
        </form>
      </CardBody>
    </Card>
  );
}

function toStep(value: string): EscalationPolicy["steps"] {
  const [to, id = ""] = value.split(":");
  return to === "channel" || to === "person" ? [{ to, id }] : [];
}
