"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { HealthRange, HealthView } from "@/lib/health/types";
import type { LiveDeployment } from "../live-deployment";
import { Conclusions } from "./conclusions";
import { GpuFacts } from "./gpu-facts";
import { LastRound } from "./last-round";
import { StretchCard } from "./stretch-card";
import { VerdictLine } from "./verdict-line";

/** How well a machine is: what was seen of it last and over time, and what was concluded and why. */
export function HealthCard({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.health");
  const [range, setRange] = useState<HealthRange>("day");
  const live = useLive<HealthView>(
    `deployments/${encodeURIComponent(view.id)}/health?range=${range}`,
    { restMs: SLOW_MS, keepsPrevious: true },
  );
  const health = live.data;
  if (!view.providerInstanceId) return null;
  return (
    <>
      <Card>
        <CardHead title={t("title")} note={health && <VerdictLine view={view} health={health} />} />
        <CardBody className="grid gap-4">
          <LiveNotice live={live} />
          {health ? (
            <>
              <LastRound view={view} health={health} />
              <GpuFacts health={health} />
              <Conclusions health={health} />
            </>
          ) : (
            live.trouble === null && <Skeleton className="h-24" />
          )}
        </CardBody>
      </Card>
      {health && <StretchCard health={health} range={range} choose={setRange} />}
    </>
  );
}
