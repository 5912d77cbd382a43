"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlanChoice, SubscriptionView } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import type { ChangePreview } from "@/lib/subscriptions/schema";
import { ChangeFacts } from "./change-facts";
import { leaveFor, type SubscriptionActs } from "./subscription-acts";

export interface ChangeDialogProps {
  readonly view: SubscriptionView;
  readonly to: PlanChoice;
  readonly acts: Pick<SubscriptionActs, "preview" | "change">;
  readonly follow: () => Promise<void>;
  readonly onClose: () => void;
}

/** Shows to the cent what a change costs and when it holds, and makes it for exactly that. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { view, to, onClose } = props;
  const t = useTranslations("subscription.change");
  const tiers = useTranslations("tiers.names");
  const common = useTranslations("common");
  const locale = useReaderLocale();
  const { preview, isLooking, confirm, isSending, refusal } = useChange(props);
  const dueNow = preview?.dueNow && Number(preview.dueNow.minor) > 0 ? preview.dueNow : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { tier: tiers(to.tier) })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            disabled={!preview || isLooking}
            pending={isSending}
            onClick={confirm}
          >
            {dueNow
              ? t("confirmFor", { amount: formatMinor(dueNow, locale) })
              : t(preview?.kind === "at-period-end" ? "confirmLater" : "confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {refusal && <Banner tone="bad">{refusal.message}</Banner>}
        {preview && <ChangeFacts view={view} to={to} preview={preview} />}
        {isLooking && !preview && (
          <p role="status">
            <span className="sr-only">{t("looking")}</span>
            <Skeleton className="h-32" />
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Refusals after which the same change may be made for another amount. */
const lookAgain: readonly string[] = ["amount-moved", "preview-stale"];

function useChange({ to, acts, follow, onClose }: ChangeDialogProps) {
  const t = useTranslations("subscription.change");
  const [preview, setPreview] = useState<ChangePreview | null>(null);
  const looking = useSubmit(acts.preview, setPreview);
  const change: typeof acts.change = async (input) => {
    const result = await acts.change(input);
    if (!result.ok && lookAgain.includes(result.error.reason)) void looking.send(to);
    return result;
  };
  const changing = useSubmit(change, async ({ state, url }) => {
    if (state === "awaits-payment" && url) return leaveFor({ url });
    await follow();
    toast.success(t(`answers.${state}`));
    onClose();
  });
  const look = useRef(() => looking.send(to));
  useEffect(() => void look.current(), []);
  return {
    preview,
    isLooking: looking.pending,
    isSending: changing.pending,
    refusal: changing.refusal ?? looking.refusal,
    confirm() {
      if (!preview) return;
      const { prorationAt, dueNow } = preview;
      void changing.send({ ...to, prorationAt, expectedMinor: dueNow?.minor ?? "0" });
    },
  };
}
