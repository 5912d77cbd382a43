"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRouter } from "@/lib/i18n/navigation";
import type { StrayView } from "@/lib/strays/schema";
import type { StrayActs } from "./stray-acts";

export interface EndStrayDialogProps extends Pick<StrayActs, "terminate"> {
  readonly stray: StrayView;
  readonly onClose: () => void;
}

/** Ends a machine nobody owns, once its name was typed. */
export function EndStrayDialog({ stray, terminate, onClose }: EndStrayDialogProps) {
  const t = useTranslations("deployments.strays.confirm");
  const common = useTranslations("common");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [requestId] = useState(() => crypto.randomUUID());
  const { pending, refusal, send } = useSubmit(
    (name: string) => terminate({ strayId: stray.id, name }, { requestId }),
    ({ id }) => router.push(`/dashboard/deployments/${id}`),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("title", { name: stray.name })}</span>}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            className="max-w-full"
            pending={pending}
            disabled={typed.trim() !== stray.name}
            onClick={() => void send(typed.trim())}
          >
            <span className="truncate">{t("button", { name: stray.name })}</span>
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <p>{t("text", { provider: stray.providerName })}</p>
        <p className="figures rounded bg-sunken px-3 py-1 [overflow-wrap:anywhere]">{stray.name}</p>
        <Field label={t("type")} error={refusal?.fields?.name}>
          <Input
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
            className="figures"
          />
        </Field>
      </div>
    </Dialog>
  );
}
