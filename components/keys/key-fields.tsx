"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { ProviderMeta } from "@/lib/providers/contract";
import { type ReadyKey, ReadyKeys } from "./ready-keys";
import { SecretInput } from "./secret-input";

export interface AddKeyInput {
  readonly providerId: string;
  readonly name: string;
  readonly credentials: Record<string, string>;
}

export interface AddedKey {
  readonly id: string;
  readonly providerId: string;
  readonly lastFour: string;
}

export interface KeyFieldsProps {
  readonly meta: ProviderMeta;
  readonly addKey: (input: AddKeyInput) => Promise<ActionResult<AddedKey>>;
  readonly readyKeys: readonly ReadyKey[];
  readonly onAdded: (added: AddedKey) => void | Promise<void>;
}

/** One provider's key being typed: checked for its shape here, then by the provider itself. */
export function KeyFields({ meta, addKey, readyKeys, onAdded }: KeyFieldsProps) {
  const t = useTranslations("keys.add");
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send, refuse } = useSubmit(addKey, async (added) => {
    form.current?.reset();
    await onAdded(added);
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const { name = "", ...typed } = formTexts(event.currentTarget);
    const credentials: Record<string, string> = {};
    const fields: Record<string, string> = {};
    for (const field of meta.credentialFields) {
      const value = (typed[field.name] ?? "").trim();
      credentials[field.name] = value;
      if (value === "") fields[field.name] = t("required");
      else if (!field.pattern.test(value)) fields[field.name] = t("shape", { provider: meta.name });
    }
    if (Object.keys(fields).length > 0) {
      return refuse({ code: "invalid", reason: "invalid", message: "", fields });
    }
    void send({ providerId: meta.id, name: name.trim() || meta.name, credentials });
  };
  const use = (key: string) => {
    const inputs = meta.credentialFields
      .map(({ name }) => form.current?.elements.namedItem(name))
      .filter((field) => field instanceof HTMLInputElement);
    for (const input of inputs) input.value = key;
    inputs[0]?.focus();
    refuse(null);
  };
  const errorOf = (name: string) =>
    refusal?.fields?.[name] ?? refusal?.fields?.[`credentials.${name}`];
  const spoken = meta.credentialFields.some(({ name }) => errorOf(name));
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={submit}
      className="grid content-start gap-4"
    >
      {refusal && !spoken && <RefusalBanner refusal={refusal} title={t("failed")} />}
      {meta.credentialFields.map((field) => (
        <Field key={field.name} label={t(`field.${field.name}`)} error={errorOf(field.name)}>
          {field.secret ? (
            <SecretInput name={field.name} />
          ) : (
            <Input name={field.name} autoComplete="off" />
          )}
        </Field>
      ))}
      <Field label={t("label")} hint={t("labelHint")} error={refusal?.fields?.name}>
        <Input name="name" autoComplete="off" maxLength={60} placeholder={meta.name} />
      </Field>
      <div>
        <SubmitButton pending={pending}>
          {pending ? t("pending", { provider: meta.name }) : t("submit")}
        </SubmitButton>
      </div>
      <ReadyKeys keys={readyKeys.filter(({ providerId }) => providerId === meta.id)} onUse={use} />
    </form>
  );
}
