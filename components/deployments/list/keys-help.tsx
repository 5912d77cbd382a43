"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";

const keys = [
  ["j", "next"],
  ["k", "previous"],
  ["x", "choose"],
  ["Enter", "open"],
  ["/", "search"],
  ["Esc", "leave"],
  ["?", "help"],
] as const;

/** Which key does what in the list. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("deployments.list.keys");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {keys.map(([key, act]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="figures rounded border border-line-strong px-2 py-0.5 text-sm">
                {key}
              </kbd>
            </dt>
            <dd>{t(act)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
