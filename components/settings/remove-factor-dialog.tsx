"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/types";

export interface RemoveFactorDialogProps {
  readonly title: string;
  /** Signing in asks for no second step afterwards. */
  readonly isLast: boolean;
  readonly remove: () => Promise<ActionResult<unknown>>;
  readonly onClose: () => void;
}

/** Asks before a second factor is taken away. */
export function RemoveFactorDialog({ title, isLast, remove, onClose }: RemoveFactorDialogProps) {
  const t = useTranslations("console.security.removeFactor");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(remove, async () => {
    await refresh();
    toast.success(t("done"));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" pending={pending} onClick={() => void send(undefined)}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <p className="text-muted">{isLast ? t("last") : t("text")}</p>
    </Dialog>
  );
}
