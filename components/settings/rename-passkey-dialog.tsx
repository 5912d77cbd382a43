"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PasskeyView } from "@/lib/factors/types";
import type { SecurityActs } from "./security-acts";

export interface RenamePasskeyDialogProps {
  readonly passkey: PasskeyView;
  readonly renamePasskey: SecurityActs["renamePasskey"];
  readonly onClose: () => void;
}

/** Another name for a passkey. */
export function RenamePasskeyDialog(props: RenamePasskeyDialogProps) {
  const { passkey, renamePasskey, onClose } = props;
  const t = useTranslations("console.security.passkeys");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(renamePasskey, async () => {
    await refresh();
    onClose();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ passkeyId: passkey.id, name: formTexts(event.currentTarget).name ?? "" });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("renameTitle", { name: passkey.name })}
    >
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <Field label={t("name")} error={refusal?.fields?.name}>
          <Input name="name" defaultValue={passkey.name} autoComplete="off" maxLength={60} />
        </Field>
        <div>
          <SubmitButton pending={pending}>{t("rename")}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
