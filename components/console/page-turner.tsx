"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export interface PageTurnerProps {
  /** Where each page after the first begins, up to the one shown. */
  readonly trail: readonly string[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
  readonly onTurn: (trail: readonly string[]) => void;
}

/** To newer and older rows; nothing where all of them are on one page. */
export function PageTurner({ trail, next, onTurn }: PageTurnerProps) {
  const t = useTranslations("console.pages");
  if (next === null && trail.length === 0) return null;
  return (
    <div className="flex justify-end gap-2 border-t border-line px-4 py-3">
      <Button size="sm" disabled={trail.length === 0} onClick={() => onTurn(trail.slice(0, -1))}>
        {t("newer")}
      </Button>
      <Button
        size="sm"
        disabled={next === null}
        onClick={() => next !== null && onTurn([...trail, next])}
      >
        {t("older")}
      </Button>
    </div>
  );
}
