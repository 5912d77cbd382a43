"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { PriceReview } from "@/lib/prices/review/types";
import { DecidedList, type DecidedListProps } from "./decided-list";
import { HeldList, type HeldListProps } from "./held-list";
import { UnknownList, type UnknownListProps } from "./unknown-list";

export type ReviewPageProps = Pick<HeldListProps, "release"> &
  Pick<UnknownListProps, "resolve"> &
  Pick<DecidedListProps, "forget">;

/** Held prices, spellings nobody knows, and what was decided about others. */
export function ReviewPage({ release, resolve, forget }: ReviewPageProps) {
  const t = useTranslations("review");
  const live = useLive<PriceReview>("price-review", { restMs: SLOW_MS });
  const { data } = live;
  const waiting = live.trouble === null && <ListSkeleton />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("description")} />
      <LiveNotice live={live} />
      <Card>
        <CardHead
          title={t("held.title")}
          note={data && data.heldCount > 0 && t("held.note", { count: data.heldCount })}
        />
        {data ? <HeldList {...data} release={release} /> : waiting}
      </Card>
      <Card>
        <CardHead title={t("unknown.title")} note={t("unknown.note")} />
        {data ? <UnknownList unknown={data.unknown} resolve={resolve} /> : waiting}
      </Card>
      <Card>
        <CardHead title={t("decided.title")} note={t("decided.note")} />
        {data ? <DecidedList decided={data.decided} forget={forget} /> : waiting}
      </Card>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
    </div>
  );
}
