"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useSubmit } from "@/components/console/use-submit";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface TimesCardProps {
  readonly view: Pick<NotificationsView, "preference" | "hasFeature">;
  readonly acts: Pick<NotificationsActs, "setPreference">;
}

const NIGHT = { from: 22 * 60, to: 7 * 60 };

/** Quiet hours and the digest, by the clock of the person's zone. */
export function TimesCard({ view, acts }: TimesCardProps) {
  const t = useTranslations("notifications.times");
  const { preference, hasFeature } = view;
  const [isQuiet, setQuiet] = useState(preference.quietFrom !== null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(acts.setPreference, async () => {
    toast.success(t("saved"));
    await refresh();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const {
      timeZone = "",
      from = "",
      to = "",
      critical,
      digest = "",
    } = formTexts(event.currentTarget);
    void send({
      timeZone,
      quietFrom: isQuiet ? minutesOf(from) : null,
      quietTo: isQuiet ? minutesOf(to) : null,
      quietCritical: critical === "hold" ? "hold" : "pass",
      digestAt: minutesOf(digest),
    });
  };
  const zone = preference.isDefault ? zoneHere() : preference.timeZone;
  return (
    <Card>
      <CardHead title={t("title")} note={t("text")} />
      <CardBody>
        <form method="post" noValidate onSubmit={submit}>
          <fieldset disabled={!hasFeature} className="grid max-w-xl gap-4">
            <legend className="sr-only">{t("title")}</legend>
            {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
            <Field label={t("zone")} error={refusal?.fields?.timeZone}>
              <Select name="timeZone" defaultValue={zone}>
                {zonesWith(zone).map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            </Field>
            <Checkbox
              label={t("quiet")}
              checked={isQuiet}
              onChange={({ target }) => setQuiet(target.checked)}
            />
            {isQuiet && (
              <div className="grid grid-cols-2 gap-4">
                <Field label={t("from")} error={refusal?.fields?.quietFrom}>
                  <Input
                    name="from"
                    type="time"
                    defaultValue={timeOf(preference.quietFrom ?? NIGHT.from)}
                  />
                </Field>
                <Field label={t("to")} error={refusal?.fields?.quietTo}>
                  <Input
                    name="to"
                    type="time"
                    defaultValue={timeOf(preference.quietTo ?? NIGHT.to)}
                  />
                </Field>
                <Field className="col-span-2" label={t("critical")} hint={t("criticalHint")}>
                  <Select name="critical" defaultValue={preference.quietCritical}>
                    <option value="pass">{t("pass")}</option>
                    <option value="hold">{t("hold")}</option>
                  </Select>
                </Field>
              </div>
            )}
            <Field label={t("digest")} hint={t("digestHint")} error={refusal?.fields?.digestAt}>
              <Input name="digest" type="time" defaultValue={timeOf(preference.digestAt)} />
            </Field>
            <span>
              <SubmitButton pending={pending}>{t("save")}</SubmitButton>
            </span>
          </fieldset>
        </form>
      </CardBody>
    </Card>
  );
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

function timeOf(minutes: number): string {
  const two = (count: number) => String(count).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zonesWith(current: string): string[] {
  return [...new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")])].toSorted();
}
