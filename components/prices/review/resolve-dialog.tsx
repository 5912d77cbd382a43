"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";
import { findGpu } from "@/lib/gpus/catalog";
import type { UnknownSpellingView } from "@/lib/prices/review/types";
import { Memory } from "./memory";
import { ModelChoice, NOT_A_GPU } from "./model-choice";

interface Decision {
  readonly spelling: string;
  readonly memoryGb: number;
  readonly gpuModel: string | null;
}

export interface ResolveDialogProps {
  readonly view: UnknownSpellingView;
  readonly resolve: (input: Decision) => Promise<ActionResult<{ rowCount: number }>>;
  readonly onClose: () => void;
}

/** Asks which model a spelling means, or whether it is a GPU at all. */
export function ResolveDialog({ view, resolve, onClose }: ResolveDialogProps) {
  const t = useTranslations("review.resolve");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const [choice, setChoice] = useState<string | null>(null);
  const { pending, refusal, send } = useSubmit(resolve, async ({ rowCount }) => {
    await refresh();
    toast.success(t("done", { count: rowCount }));
    onClose();
  });
  const { spelling, memoryGb } = view;
  const gpuModel = choice === NOT_A_GPU ? null : choice;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { spelling })}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            disabled={choice === null}
            pending={pending}
            onClick={() => void send({ spelling, memoryGb, gpuModel })}
          >
            {confirmText(choice, t)}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        <Memory gb={memoryGb} />
        <ModelChoice choice={choice} onChoose={setChoice} />
      </div>
    </Dialog>
  );
}

function confirmText(
  choice: string | null,
  t: ReturnType<typeof useTranslations<"review.resolve">>,
): string {
  if (choice === null) return t("choose");
  if (choice === NOT_A_GPU) return t("confirmNone");
  return t("confirm", { model: findGpu(choice)?.name ?? choice });
}
