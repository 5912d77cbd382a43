"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import type { LeaseInput } from "@/lib/deployments/schema";
import { LeaseFields } from "./lease-fields";
import { readLease } from "./lease-values";
import type { LiveDeployment } from "./live-deployment";

interface ExtendInput {
  readonly deploymentId: string;
  readonly lease: LeaseInput | null;
}

export interface LeaseDialogProps {
  readonly view: LiveDeployment;
  readonly extend: (input: ExtendInput, options?: ActionOptions) => Promise<ActionResult<unknown>>;
  readonly onClose: () => void;
}

/** Sets, moves or takes away the end of a machine. */
export function LeaseDialog({ view, extend, onClose }: LeaseDialogProps) {
  const t = useTranslations("deployments.lease");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const { pending, refusal, send, refuse } = useSubmit(
    (lease: LeaseInput | null) => extend({ deploymentId: view.id, lease }, { requestId }),
    async () => {
      await refresh();
      onClose();
    },
  );
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { lease, problems } = readLease(formTexts(event.currentTarget));
    if (!problems) return void send(lease);
    const said = Object.entries(problems).map(([field, word]) => [field, t(`errors.${word}`)]);
    refuse({ code: "invalid", reason: "invalid", message: "", fields: Object.fromEntries(said) });
  };
  const { lease } = view;
  const start = {
    end: "hours",
    act: lease?.act ?? view.offers.leaseActs[0] ?? "terminate",
    spend: lease?.spend ?? "",
  } as const;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("dialog", { name: view.name })}</span>}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        ref={form}
        noValidate
        onSubmit={submit}
        onChange={() => setRequestId(crypto.randomUUID())}
        className="grid gap-4"
      >
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <LeaseFields
          acts={view.offers.leaseActs}
          provider={view.providerName}
          errors={refusal?.fields ?? {}}
          start={start}
        />
        <p className="text-sm text-muted">{t("dialogHint")}</p>
      </form>
    </Dialog>
  );
}
