"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSince } from "@/components/console/since";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { HeartbeatView } from "@/lib/health/types";
import type { LiveDeployment } from "../live-deployment";

/** How a machine is made to tell of itself; asked for only while somebody looks. */
export function HeartbeatCard({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.health.heartbeat");
  const [isOpen, setOpen] = useState(false);
  if (view.status !== "running" || view.endedAt) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("note")}
        actions={
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "hide" : "show")}
          </Button>
        }
      />
      {isOpen && (
        <CardBody className="grid gap-3">
          <Script id={view.id} />
        </CardBody>
      )}
    </Card>
  );
}

function Script({ id }: { readonly id: string }) {
  const t = useTranslations("deployments.health.heartbeat");
  const live = useLive<HeartbeatView>(`deployments/${encodeURIComponent(id)}/heartbeat`, {
    restMs: SLOW_MS,
  });
  if (!live.data) {
    if (live.trouble !== null) return <p className="text-warn">{t("unread")}</p>;
    return <Skeleton className="h-24" />;
  }
  const { at, script } = live.data;
  return (
    <>
      {at ? <Last at={at} /> : <p className="text-muted">{t("never")}</p>}
      <div className="flex items-center justify-between gap-2">
        <p className="text-sm text-muted">{t("how")}</p>
        <CopyButton text={script} what={t("script")} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={t("script")} tabIndex={0} className={BOX}>
        <pre className="figures text-sm">{script}</pre>
      </section>
      <p className="text-sm text-faint">{t("secret")}</p>
    </>
  );
}

const BOX = "max-h-72 overflow-auto rounded bg-sunken p-3";

function Last({ at }: { readonly at: string }) {
  const t = useTranslations("deployments.health.heartbeat");
  const ago = useTranslations("common")("ago", { length: useSince(at) });
  return <p>{t("last", { ago })}</p>;
}
