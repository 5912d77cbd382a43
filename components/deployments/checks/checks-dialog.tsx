"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { WatchFields } from "@/components/templates/watch-fields";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import type { LiveDeploymentDetail } from "../live-deployment";

interface Checks {
  readonly httpCheck: string | null;
  readonly watchInside: boolean;
}

export type SetChecks = (
  input: Checks & { deploymentId: string },
) => Promise<ActionResult<unknown>>;

export interface ChecksDialogProps {
  readonly view: LiveDeploymentDetail;
  readonly set: SetChecks;
  readonly onClose: () => void;
}

/** Changes how a machine is checked; one without the watch key is told which line it needs. */
export function ChecksDialog({ view, set, onClose }: ChecksDialogProps) {
  const t = useTranslations("deployments.checks");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [before] = useState(view.watchInside);
  const { pending, refusal, send } = useSubmit(
    (checks: Checks) => set({ deploymentId: view.id, ...checks }),
    async (_, { watchInside }) => {
      await refresh();
      if (!watchInside || before) onClose();
    },
  );
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const texts = formTexts(event.currentTarget);
    const httpCheck = (texts.httpCheck ?? "").trim();
    void send({
      httpCheck: httpCheck === "" ? null : httpCheck,
      watchInside: texts.watchInside !== undefined,
    });
  };
  const isNew = view.watchInside && !before;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="[overflow-wrap:anywhere]">{t("dialog", { name: view.name })}</span>}
      footer={
        <>
          <Button onClick={onClose}>{common(isNew ? "close" : "cancel")}</Button>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} ref={form} noValidate onSubmit={submit} className="grid gap-4">
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <WatchFields start={view} trouble={null} errors={refusal?.fields ?? {}} />
        {isNew && view.watchKey !== null && <ByHand view={view} line={view.watchKey} />}
        {before && <p className="text-sm text-muted">{t("afterOff")}</p>}
      </form>
    </Dialog>
  );
}

function ByHand({ view, line }: { readonly view: LiveDeploymentDetail; readonly line: string }) {
  const t = useTranslations("deployments.checks");
  return (
    <Banner tone="info" title={t("byHand", { user: view.ssh?.user ?? "root" })}>
      <p className="mt-1 flex items-center gap-2">
        <code className="figures min-w-0 flex-1 [overflow-wrap:anywhere]">{line}</code>
        <CopyButton text={line} what={t("watchKey")} />
      </p>
    </Banner>
  );
}
