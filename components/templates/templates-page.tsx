"use client";

import { LayoutTemplate } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Locked } from "@/components/billing/locked";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { tierOf } from "@/lib/billing/tiers";
import type { TemplateList as Listed } from "@/lib/templates/types";
import { StarterList } from "./starter-list";
import { TemplateDialog } from "./template-dialog";
import { type TemplateActs, TemplateList } from "./template-list";

/** The team's templates and the starters; without the feature they can be looked at. */
export function TemplatesPage({ acts }: { readonly acts: TemplateActs }) {
  const t = useTranslations("templates");
  const live = useLive<Listed>("templates");
  const [isNew, setNew] = useState(false);
  const { data } = live;
  const isLocked = data?.isLocked ?? true;
  const mayChange = useMay("deployments.write");
  const looksOnly = isLocked || !mayChange;
  const tier = tierOf("templates");
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader
          title={t("title")}
          note={t("description")}
          actions={
            !looksOnly && (
              <Button variant="primary" onClick={() => setNew(true)}>
                {t("new")}
              </Button>
            )
          }
        />
        <LiveNotice live={live} />
        {!mayChange && <Banner tone="info">{t("lookingOnly")}</Banner>}
        {data?.isLocked && <Locked tier={tier === "basic" ? null : tier}>{t("locked")}</Locked>}
        <Card>
          <CardHead title={t("list")} />
          {!data && live.trouble === null && <Skeleton className="m-4 h-6" />}
          {data?.templates.length === 0 && (
            <EmptyState
              icon={<LayoutTemplate aria-hidden />}
              title={t("emptyTitle")}
              text={mayChange ? t("empty") : undefined}
            />
          )}
          {data && data.templates.length > 0 && (
            <TemplateList templates={data.templates} looksOnly={looksOnly} acts={acts} />
          )}
        </Card>
        <Card>
          <CardHead title={t("startersTitle")} note={t("startersNote")} />
          <StarterList looksOnly={looksOnly} />
        </Card>
        {isNew && <TemplateDialog template={null} acts={acts} onClose={() => setNew(false)} />}
      </div>
    </ServerClock>
  );
}
