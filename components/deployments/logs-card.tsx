"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { LiveDeployment } from "./live-deployment";

const BOX = "max-h-96 overflow-auto rounded bg-sunken p-3";

interface Logs {
  readonly lines: readonly string[];
  readonly failure: string | null;
}

/** The machine's last output, asked of its provider only while somebody looks. */
export function LogsCard({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.logs");
  const [isOpen, setOpen] = useState(false);
  if (!view.offers.logs || !view.providerInstanceId || view.endedAt) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("note", { provider: view.providerName })}
        actions={
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "hide" : "show")}
          </Button>
        }
      />
      {isOpen && (
        <CardBody>
          <Lines view={view} />
        </CardBody>
      )}
    </Card>
  );
}

function Lines({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.logs");
  const failures = useTranslations("deployments.logs.failures");
  const live = useLive<Logs>(`deployments/${encodeURIComponent(view.id)}/logs`, {
    restMs: SLOW_MS,
  });
  const provider = view.providerName;
  if (!live.data) {
    if (live.trouble !== null) return <p className="text-bad">{t("unread")}</p>;
    return <Skeleton className="h-24" />;
  }
  const { lines, failure } = live.data;
  if (failure !== null) {
    return (
      <p className="text-warn">
        {failures.has(failure) ? failures(failure, { provider }) : failures("other", { provider })}
      </p>
    );
  }
  if (lines.length === 0) return <p className="text-muted">{t("empty")}</p>;
  return (
    <>
      <LiveNotice live={live} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={t("title")} tabIndex={0} className={BOX}>
        <pre className="figures text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
          {lines.join("\n")}
        </pre>
      </section>
    </>
  );
}
