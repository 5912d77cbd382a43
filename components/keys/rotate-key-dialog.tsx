"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { ProviderMeta } from "@/lib/providers/contract";
import {
  CredentialFields,
  fillCredentials,
  refusedField,
  useReadCredentials,
} from "./credential-fields";
import { type ReadyKey, ReadyKeys } from "./ready-keys";

export interface RotateKeyInput {
  readonly keyId: string;
  readonly credentials: Record<string, string>;
}

export interface RotateKeyDialogProps {
  readonly view: KeyView;
  readonly meta: ProviderMeta;
  /** Machines that go on under the new credentials. */
  readonly machines: number;
  readonly readyKeys: readonly ReadyKey[];
  readonly rotateKey: (input: RotateKeyInput) => Promise<ActionResult<unknown>>;
  readonly onClose: () => void;
}

/** Takes new credentials for a key and has them checked before they replace the old ones. */
export function RotateKeyDialog(props: RotateKeyDialogProps) {
  const { view, meta, machines, readyKeys, rotateKey, onClose } = props;
  const t = useTranslations("keys.rotate");
  const add = useTranslations("keys.add");
  const common = useTranslations("common");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const read = useReadCredentials(meta);
  const { pending, refusal, send, refuse } = useSubmit(rotateKey, async () => {
    await refresh();
    toast.success(t("done", { provider: meta.name }));
    onClose();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { credentials, wrong } = read(formTexts(event.currentTarget));
    if (wrong) return refuse({ code: "invalid", reason: "invalid", message: "", fields: wrong });
    void send({ keyId: view.id, credentials });
  };
  const spoken = meta.credentialFields.some(({ name }) => refusedField(refusal, name));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { provider: meta.name, name: `${view.name} ••••${view.lastFour}` })}
      description={t("machines", { count: machines })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {pending ? add("pending", { provider: meta.name }) : t("submit")}
          </Button>
        </>
      }
    >
      <form id={id} ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {refusal && !spoken && <RefusalBanner refusal={refusal} title={t("failed")} />}
        <p className="text-muted">{t("text", { provider: meta.name })}</p>
        <CredentialFields meta={meta} refusal={refusal} />
        <ReadyKeys
          keys={readyKeys.filter(({ providerId }) => providerId === meta.id)}
          onUse={(key) => {
            fillCredentials(form, meta, key);
            refuse(null);
          }}
        />
      </form>
    </Dialog>
  );
}
