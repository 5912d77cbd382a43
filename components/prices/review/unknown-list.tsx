"use client";

import { SpellCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { UnknownSpellingView } from "@/lib/prices/review/types";
import { Memory } from "./memory";
import { ResolveDialog, type ResolveDialogProps } from "./resolve-dialog";

export interface UnknownListProps extends Pick<ResolveDialogProps, "resolve"> {
  readonly unknown: readonly UnknownSpellingView[];
}

/** The spellings no rule reads, those with most waiting offers first. */
export function UnknownList({ unknown, resolve }: UnknownListProps) {
  const t = useTranslations("review.unknown");
  const [resolving, setResolving] = useState<UnknownSpellingView | null>(null);
  if (unknown.length === 0) {
    return <EmptyState icon={<SpellCheck aria-hidden />} title={t("none")} text={t("noneText")} />;
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {unknown.map((one) => (
          <li
            key={`${one.memoryGb}/${one.spelling}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)_auto] md:items-start"
          >
            <div className="min-w-0 [overflow-wrap:anywhere]">
              <p className="font-mono font-medium">{one.spelling}</p>
              <Memory gb={one.memoryGb} />
            </div>
            <div className="max-md:col-span-2 max-md:row-start-2">
              <p>{one.providerNames.join(", ")}</p>
              <p className="text-sm text-muted">
                {t("waiting")}: {t("waitingCount", { count: one.waitingCount })}
              </p>
            </div>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm max-md:col-span-2 max-md:row-start-3">
              <dt className="text-muted">{t("firstSeen")}</dt>
              <dd>
                <Age at={one.firstSeenAt} ago />
              </dd>
              <dt className="text-muted">{t("lastSeen")}</dt>
              <dd>
                <Age at={one.lastSeenAt} ago />
              </dd>
            </dl>
            <Button
              size="sm"
              className="max-md:col-start-2 max-md:row-start-1"
              aria-label={t("resolveNamed", { spelling: one.spelling })}
              onClick={() => setResolving(one)}
            >
              {t("resolve")}
            </Button>
          </li>
        ))}
      </ul>
      {resolving && (
        <ResolveDialog view={resolving} resolve={resolve} onClose={() => setResolving(null)} />
      )}
    </>
  );
}
