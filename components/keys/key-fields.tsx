"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";
import type { ProviderMeta } from "@/lib/providers/contract";
import {
  CredentialFields,
  fillCredentials,
  refusedField,
  useReadCredentials,
} from "./credential-fields";
import { type ReadyKey, ReadyKeys } from "./ready-keys";

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
  /** What is to be known before a key is typed; a refusal takes its place. */
  readonly notice?: ReactNode;
}

/** One provider's key being typed: checked for its shape here, then by the provider itself. */
export function KeyFields({ meta, addKey, readyKeys, onAdded, notice }: KeyFieldsProps) {
  const t = useTranslations("keys.add");
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send, refuse } = useSubmit(addKey, async (added) => {
    form.current?.reset();
    await onAdded(added);
  });
  useFocusRefused(form, refusal);
  const read = useReadCredentials(meta);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const { name = "", ...typed } = formTexts(event.currentTarget);
    const { credentials, wrong } = read(typed);
    if (wrong) return refuse({ code: "invalid", reason: "invalid", message: "", fields: wrong });
    void send({ providerId: meta.id, name: name.trim() || meta.name, credentials });
  };
  const use = (key: string) => {
    fillCredentials(form, meta, key);
    refuse(null);
  };
  const spoken = meta.credentialFields.some(({ name }) => refusedField(refusal, name));
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={submit}
      className="grid content-start gap-4"
    >
      {refusal && !spoken ? <RefusalBanner refusal={refusal} title={t("failed")} /> : notice}
      <CredentialFields meta={meta} refusal={refusal} />
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
