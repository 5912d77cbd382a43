"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ActionResult } from "@/lib/actions/types";
import type { SshKeyView } from "@/lib/ssh-keys/schema";

interface NewSshKey {
  readonly name?: string;
  readonly publicKey: string;
  readonly visibility?: SshKeyView["visibility"];
}

export interface AddSshKeyFormProps {
  readonly add: (input: NewSshKey) => Promise<ActionResult<SshKeyView>>;
}

/** Takes one public key. A private key is emptied from the field at once, so that it is never sent. */
export function AddSshKeyForm({ add }: AddSshKeyFormProps) {
  const t = useTranslations("sshKeys.form");
  const common = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send, refuse } = useSubmit(add, async () => {
    form.current?.reset();
    toast.success(t("done"));
    await refresh();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "", publicKey = "", shared } = formTexts(event.currentTarget);
    if (publicKey.includes("PRIVATE KEY")) {
      event.currentTarget.reset();
      const fields = { publicKey: t("private") };
      return refuse({ code: "invalid", reason: "invalid", message: "", fields });
    }
    void send({
      publicKey: publicKey.trim(),
      visibility: shared === undefined ? "private" : "team",
      ...(name.trim() !== "" && { name: name.trim() }),
    });
  };
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        <form ref={form} noValidate method="post" onSubmit={submit} className="grid gap-4">
          {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
          <Field label={t("key")} hint={t("keyHint")} error={refusal?.fields?.publicKey}>
            <Textarea
              name="publicKey"
              rows={3}
              maxLength={9_000}
              spellCheck={false}
              autoComplete="off"
              placeholder="ssh-ed25519 AAAA…"
              className="figures text-sm"
            />
          </Field>
          <Field
            label={t("name")}
            optional={common("optional")}
            hint={t("nameHint")}
            error={refusal?.fields?.name}
          >
            <Input name="name" maxLength={60} autoComplete="off" />
          </Field>
          <Checkbox name="shared" label={t("share")} />
          <span>
            <SubmitButton pending={pending}>{t("submit")}</SubmitButton>
          </span>
        </form>
      </CardBody>
    </Card>
  );
}
