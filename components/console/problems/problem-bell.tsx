"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProblemsView } from "@/lib/problems/types";
import { ProblemList } from "./problem-list";

/** How many problems are open, on every page, and one press away which. */
export function ProblemBell() {
  const t = useTranslations("console.problems");
  const live = useLive<ProblemsView>("problems");
  const [isOpen, setOpen] = useState(false);
  const count = live.data?.count ?? 0;
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t("title")}
      className="max-h-[min(32rem,70vh)] w-[26rem] p-0"
      trigger={
        <Button
          variant="ghost"
          size="icon"
          className="relative"
          aria-label={t("bell", { count })}
          title={t("bell", { count })}
        >
          <BellRing aria-hidden className="size-4" />
          {count > 0 && (
            <span
              aria-hidden
              className="figures absolute -right-0.5 -top-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-bad-fill px-1 text-[10px] font-medium text-white"
            >
              {count > 99 ? "99+" : count}
            </span>
          )}
        </Button>
      }
    >
      <p className="border-b border-line px-4 py-3 font-medium">{t("title")}</p>
      {live.trouble && (
        <div className="p-3">
          <LiveNotice live={live} />
        </div>
      )}
      {live.data && count === 0 && <p className="px-4 py-6 text-muted">{t("none")}</p>}
      {live.data && count > 0 && <ProblemList view={live.data} onGo={() => setOpen(false)} />}
      {!live.data && live.trouble === null && (
        <div className="grid gap-3 p-4">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      )}
    </Popover>
  );
}
