"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { JoinWaitingListInput } from "@/lib/pricing/schema";

/** Puts an address on the waiting list; answers the same whether it was there or not. */
export type JoinWaitingList = (
  input: JoinWaitingListInput,
) => Promise<ActionResult<{ readonly email: string }>>;

export interface WaitingFormProps {
  readonly tier: JoinWaitingListInput["tier"];
  readonly join: JoinWaitingList;
}

/** Takes an address for a tier that cannot be bought here yet. */
export function WaitingForm({ tier, join }: WaitingFormProps) {
  const t = useTranslations("waiting");
  const name = useTranslations("tiers.names")(tier);
  const locale = useLocale() === "zh" ? "zh" : "en";
  const [joined, setJoined] = useState<string | null>(null);
  const { pending, refusal, send } = useSubmit(join, ({ email }) => setJoined(email));
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ email: formTexts(event.currentTarget).email ?? "", tier, locale });
  };
  if (joined !== null) {
    return <Banner tone="good">{t("joined", { email: joined, tier: name })}</Banner>;
  }
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-3">
      <p className="text-sm text-muted">{t("why", { tier: name })}</p>
      {refusal && !refusal.fields?.email && <Banner tone="bad">{refusal.message}</Banner>}
      <Field label={t("email")} hint={t("use", { tier: name })} error={refusal?.fields?.email}>
        <Input name="email" type="email" autoComplete="email" required maxLength={254} />
      </Field>
      <SubmitButton pending={pending}>{pending ? t("pending") : t("submit")}</SubmitButton>
    </form>
  );
}
