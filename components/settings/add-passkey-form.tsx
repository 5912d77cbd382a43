"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { NewCodes, SecurityActs } from "./security-acts";

export interface AddPasskeyFormProps {
  readonly acts: Pick<SecurityActs, "beginPasskey" | "addPasskey">;
  readonly onAdded: (codes: readonly string[]) => void;
}

/** Has the browser make a passkey and keeps it under a name. */
export function AddPasskeyForm({ acts, onAdded }: AddPasskeyFormProps) {
  const t = useTranslations("console.security.passkeys");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const make = async ({ name }: { readonly name: string }): Promise<ActionResult<NewCodes>> => {
    const begun = await acts.beginPasskey({});
    if (!begun.ok) return begun;
    const made = await startRegistration({ optionsJSON: begun.data }).catch(() => null);
    if (made) return acts.addPasskey({ name, made });
    const message = t("notMade");
    return { ok: false, error: { code: "invalid", reason: "passkey-unreadable", message } };
  };
  const { pending, refusal, send, refuse } = useSubmit(make, async ({ codes }) => {
    form.current?.reset();
    await refresh();
    onAdded(codes);
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = (formTexts(event.currentTarget).name ?? "").trim();
    if (name !== "") return void send({ name });
    refuse({ code: "invalid", reason: "invalid", message: "", fields: { name: t("nameMissing") } });
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid max-w-sm gap-4">
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <Field label={t("name")} hint={t("nameHint")} error={refusal?.fields?.name}>
        <Input name="name" autoComplete="off" maxLength={60} />
      </Field>
      <div>
        <SubmitButton variant="secondary" pending={pending}>
          {pending ? t("adding") : t("add")}
        </SubmitButton>
      </div>
    </form>
  );
}
