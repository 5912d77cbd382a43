"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActionResult } from "@/lib/actions/types";
import type { DecidedSpellingView } from "@/lib/prices/review/types";
import { Memory } from "./memory";

export interface DecidedListProps {
  readonly decided: readonly DecidedSpellingView[];
  readonly forget: (input: {
    spelling: string;
    memoryGb: number;
  }) => Promise<ActionResult<unknown>>;
}

/** What was decided about spellings, the newest first, each with a way back. */
export function DecidedList({ decided, forget }: DecidedListProps) {
  const t = useTranslations("review.decided");
  if (decided.length === 0) return <EmptyState title={t("none")} />;
  return (
    <ul className="divide-y divide-line">
      {decided.map((one) => (
        <Decided key={`${one.memoryGb}/${one.spelling}`} view={one} forget={forget} />
      ))}
    </ul>
  );
}

interface DecidedProps extends Pick<DecidedListProps, "forget"> {
  readonly view: DecidedSpellingView;
}

function Decided({ view, forget }: DecidedProps) {
  const t = useTranslations("review.decided");
  const resolve = useTranslations("review.resolve");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(forget, async () => {
    await refresh();
    toast.success(t("undone"));
  });
  const { spelling, memoryGb } = view;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)_auto] md:items-start">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-mono font-medium">{spelling}</p>
        <Memory gb={memoryGb} />
      </div>
      <p className="max-md:col-span-2 max-md:row-start-2">
        <span className="text-muted">{t("meaning")}: </span>
        {view.modelName ?? resolve("notGpu")}
        {refusal && (
          <span role="alert" className="block text-sm text-bad">
            {refusal.message}
          </span>
        )}
      </p>
      <p className="text-sm max-md:col-span-2 max-md:row-start-3">
        <span className="text-muted">{t("when")}: </span>
        <Age at={view.decidedAt} ago />
      </p>
      <Button
        size="sm"
        variant="ghost"
        className="max-md:col-start-2 max-md:row-start-1"
        pending={pending}
        aria-label={t("undoNamed", { spelling })}
        onClick={() => void send({ spelling, memoryGb })}
      >
        {t("undo")}
      </Button>
    </li>
  );
}
