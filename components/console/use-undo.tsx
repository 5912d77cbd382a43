"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/actions/types";
import { useConfirmed } from "./confirm/use-confirm";
import { useRefreshLive } from "./use-live";
import { useLost } from "./use-lost";

/** Long enough to read it, find the button and press it, also by keyboard. */
const UNDO_MS = 12_000;

export interface Undo {
  /** What was done, as a sentence. */
  readonly done: string;
  /** Takes it back; a refusal is said in its own words. */
  readonly takeBack: () => Promise<ActionResult<unknown>>;
  /** What taking it back brings, where that is not as good as never having done it. */
  readonly means?: string;
}

/**
 * Tells what was just done, with a button that takes it back and the key that leads to it; the toast
 * outlives the row or dialog that it came from.
 */
export function useUndo(): (undo: Undo) => void {
  const t = useTranslations("common");
  const lost = useLost();
  const refresh = useRefreshLive();
  const confirmed = useConfirmed((takeBack: Undo["takeBack"]) => takeBack());
  const press = async (takeBack: Undo["takeBack"]) => {
    const answer = await confirmed(takeBack).catch(() => null);
    await refresh();
    if (answer?.ok) toast.success(t("undone"));
    else toast.error(answer?.error.message ?? lost());
  };
  return ({ done, takeBack, means }) => {
    toast(done, {
      duration: UNDO_MS,
      description: (
        <>
          {means} <span className="[@media(hover:none)]:hidden">{t("undoKey")}</span>
        </>
      ),
      action: { label: t("undo"), onClick: () => void press(takeBack) },
    });
  };
}
