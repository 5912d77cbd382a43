"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/actions/types";

export interface CodeProofProps<T> {
  readonly label: string;
  /** What a phone's keyboard shows; digits where nothing is said. */
  readonly inputMode?: "numeric" | "text";
  readonly confirm: (input: { readonly code: string }) => Promise<ActionResult<T>>;
  readonly onDone: (data: T) => void | Promise<void>;
}

/** One code to type in. */
export function CodeProof<T>(props: CodeProofProps<T>) {
  const { label, inputMode = "numeric", confirm, onDone } = props;
  const t = useTranslations("console.confirm");
  const form = useRef<HTMLFormElement>(null);
  const { pending, refusal, send } = useSubmit(confirm, onDone);
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { code = "" } = formTexts(event.currentTarget);
    void send({ code });
  };
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
      {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
      <Field label={label} error={refusal?.fields?.code}>
        <Input
          name="code"
          inputMode={inputMode}
          autoComplete="one-time-code"
          maxLength={40}
          className="figures max-w-40"
        />
      </Field>
      <div>
        <SubmitButton pending={pending}>{pending ? t("pending") : t("submit")}</SubmitButton>
      </div>
    </form>
  );
}
