"use client";

import { HardDrive } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { formatMoney } from "@/lib/format/money";
import type { VolumeView } from "@/lib/volumes/schema";
import type { VolumeList } from "@/lib/volumes/types";
import { type Asked, VolumeDialog, type VolumeDoings } from "./volume-dialog";
import { VolumeRows } from "./volume-rows";

/** The disks in all accounts of the team, and what those cost that hang on nothing. */
export function VolumesPage(doings: VolumeDoings) {
  const t = useTranslations("volumes");
  const live = useLive<VolumeList>("volumes", {
    isMoving: ({ volumes }) => volumes.some(isUnderWay),
  });
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data } = live;
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader title={t("title")} note={t("description")} />
        <LiveNotice live={live} />
        {data && <Orphans orphans={data.orphans} />}
        <Card>
          <CardHead title={t("list")} />
          {!data && live.trouble === null && <Skeleton className="m-4 h-6" />}
          {data && data.volumes.length === 0 && (
            <EmptyState
              icon={<HardDrive aria-hidden />}
              title={t("emptyTitle")}
              text={t("empty")}
            />
          )}
          {data && data.volumes.length > 0 && <VolumeRows views={data.volumes} onAsk={setAsked} />}
          {data && data.unread.length > 0 && (
            <p className="border-t border-line px-4 py-3 text-sm text-muted">
              {t("unread", { keys: data.unread.map(({ keyName }) => keyName).join(", ") })}
            </p>
          )}
        </Card>
        {asked && <VolumeDialog {...asked} doings={doings} onClose={() => setAsked(null)} />}
      </div>
    </ServerClock>
  );
}

const isUnderWay = ({ wish }: VolumeView) => wish !== null;

function Orphans({ orphans }: Pick<VolumeList, "orphans">) {
  const t = useTranslations("volumes");
  const { count, perMonth, unpriced } = orphans;
  if (count === 0) return null;
  const amount = formatMoney(perMonth) ?? perMonth;
  return (
    <Banner tone="warn">
      {t("orphans", { count, amount })}
      {unpriced > 0 && ` ${t("unpriced", { count: unpriced })}`}
    </Banner>
  );
}
