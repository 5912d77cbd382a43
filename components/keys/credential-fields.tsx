"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionError } from "@/lib/actions/types";
import type { ProviderMeta } from "@/lib/providers/contract";
import { SecretInput } from "./secret-input";

export interface CredentialFieldsProps {
  readonly meta: ProviderMeta;
  readonly refusal: ActionError | null;
}

/** The fields of a provider's credentials, with what was refused of each. */
export function CredentialFields({ meta, refusal }: CredentialFieldsProps) {
  const t = useTranslations("keys.add");
  return meta.credentialFields.map(({ name, secret }) => (
    <Field key={name} label={t(`field.${name}`)} error={refusedField(refusal, name)}>
      {secret ? <SecretInput name={name} /> : <Input name={name} autoComplete="off" />}
    </Field>
  ));
}

/** What is said of one of the fields. */
export function refusedField(refusal: ActionError | null, name: string): string | undefined {
  return refusal?.fields?.[name] ?? refusal?.fields?.[`credentials.${name}`];
}

/** Puts a key into every field of a form. */
export function fillCredentials(
  form: RefObject<HTMLFormElement | null>,
  meta: ProviderMeta,
  key: string,
): void {
  const inputs = meta.credentialFields
    .map(({ name }) => form.current?.elements.namedItem(name))
    .filter((field) => field instanceof HTMLInputElement);
  for (const input of inputs) input.value = key;
  inputs[0]?.focus();
}

/** Reads typed credentials: the values, and the fields whose shape cannot be right. */
export function useReadCredentials(meta: ProviderMeta) {
  const t = useTranslations("keys.add");
  return (typed: Readonly<Record<string, string>>) => {
    const credentials: Record<string, string> = {};
    const fields: Record<string, string> = {};
    for (const { name, pattern } of meta.credentialFields) {
      const value = (typed[name] ?? "").trim();
      credentials[name] = value;
      if (value === "") fields[name] = t("required");
      else if (!pattern.test(value)) fields[name] = t("shape", { provider: meta.name });
    }
    return { credentials, wrong: Object.keys(fields).length > 0 ? fields : null };
  };
}
