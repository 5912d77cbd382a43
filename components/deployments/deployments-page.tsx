"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { PaidTier } from "@/lib/billing/plans";
import type { BatchAct } from "@/lib/deployments/batches/schema";
import { Link } from "@/lib/i18n/navigation";
import { type AskBatch, BatchDialog } from "./batch/batch-dialog";
import { BatchSheet, type CloseBatch } from "./batch/batch-sheet";
import { SelectionBar } from "./batch/selection-bar";
import { ListCard } from "./list/list-card";
import type { ViewActs } from "./list/saved-views";
import { useListQuery } from "./list/use-list-query";
import { useRows } from "./list/use-rows";
import { useSelection } from "./list/use-selection";
import type { StrayActs } from "./strays/stray-acts";
import { StraysCard } from "./strays/strays-card";

export interface DeploymentsPageProps {
  readonly strays: StrayActs;
  readonly views: ViewActs;
  readonly batch: AskBatch;
  readonly closeBatch: CloseBatch;
  /** The tier that has acts on many machines; null where the team's own has. */
  readonly batchLockedTo: PaidTier | null;
}

/** All deployments of the team: find, sort, choose, act on many. */
export function DeploymentsPage(props: DeploymentsPageProps) {
  const { strays, views, batch, closeBatch, batchLockedTo } = props;
  const t = useTranslations("deployments");
  const address = useListQuery();
  const selection = useSelection();
  const [asking, setAsking] = useState<BatchAct | null>(null);
  const { rows, see } = useRows(address.text);
  const { live, total } = rows;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader
          title={t("title")}
          note={t("description")}
          actions={
            <Button asChild variant="primary">
              <Link href="/dashboard/deployments/new">
                <Plus aria-hidden className="size-4" />
                {t("launch")}
              </Link>
            </Button>
          }
        />
        <LiveNotice live={live} />
        <StraysCard acts={strays} />
        {total === undefined ? (
          live.trouble === null && <ListSkeleton />
        ) : (
          <ListCard
            address={address}
            rows={rows}
            total={total}
            selection={selection}
            views={views}
            onSeen={see}
          />
        )}
        <SelectionBar selection={selection} lockedTo={batchLockedTo} onAct={setAsking} />
        <BatchSheet ask={batch} close={closeBatch} isRaised={selection.views.length > 0} />
        {asking && (
          <BatchDialog
            act={asking}
            views={selection.views}
            ask={batch}
            onDone={() => {
              setAsking(null);
              selection.clear();
            }}
            onClose={() => setAsking(null)}
          />
        )}
      </div>
    </ServerClock>
  );
}

/** The grey shape of a list on its way. */
export function ListSkeleton() {
  return (
    <Card className="grid gap-4 p-4">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
    </Card>
  );
}
