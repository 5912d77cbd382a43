"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { toast } from "sonner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ProfileView } from "@/lib/accounts/types";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { ClockField } from "./clock-field";
import type { ProfileActs } from "./profile-acts";

const languages: Readonly<Record<Locale, string>> = { en: "English", zh: "中文" };

export interface PersonCardProps {
  readonly view: ProfileView;
  readonly acts: Pick<ProfileActs, "changeName" | "changeLocale">;
}

/** Name, the language of mails, and how times are written here. */
export function PersonCard({ view, acts }: PersonCardProps) {
  const t = useTranslations("console.profile");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const save = async ({ name, locale }: { readonly name: string; readonly locale: Locale }) => {
    const named = await acts.changeName({ name });
    return named.ok ? acts.changeLocale({ locale }) : named;
  };
  const { pending, refusal, send } = useSubmit(save, async () => {
    await refresh();
    toast.success(t("saved"));
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "", locale = "" } = formTexts(event.currentTarget);
    void send({ name, locale: isLocale(locale) ? locale : defaultLocale });
  };
  return (
    <Card>
      <CardHead title={t("person")} />
      <CardBody>
        <form ref={form} method="post" noValidate onSubmit={submit} className="grid max-w-sm gap-4">
          {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
          <Field label={t("name")} hint={t("nameHint")} error={refusal?.fields?.name}>
            <Input name="name" autoComplete="name" maxLength={100} defaultValue={view.name ?? ""} />
          </Field>
          <Field label={t("language")} hint={t("languageHint")}>
            <Select name="locale" defaultValue={view.locale}>
              {Object.entries(languages).map(([locale, word]) => (
                <option key={locale} value={locale}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
          <div>
            <SubmitButton pending={pending}>{t("save")}</SubmitButton>
          </div>
        </form>
        <div className="mt-4 max-w-sm border-t border-line pt-4">
          <ClockField />
        </div>
      </CardBody>
    </Card>
  );
}
