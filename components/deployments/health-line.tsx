"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import type { LiveDeployment } from "./live-deployment";
import { useIsOld } from "./use-is-old";

/** What the last look at the provider showed, and how long ago it was. */
export function HealthLine({ view }: { readonly view: LiveDeployment }) {
  const isAnswerable = view.status === "running" || view.status === "stopped";
  if (!view.health || !isAnswerable) return null;
  const { verdict, checkedAt } = view.health;
  const isProbed = view.status === "running" || verdict !== "healthy";
  return <Checked verdict={isProbed ? verdict : null} at={checkedAt} />;
}

interface CheckedProps {
  /** Null: nobody looked but at the provider's word, which is shown as the status. */
  readonly verdict: string | null;
  readonly at: string;
}

function Checked({ verdict, at }: CheckedProps) {
  const t = useTranslations("deployments");
  const ago = useTranslations("common")("ago", { length: useSince(at) });
  if (useIsOld(at)) return <span className="text-warn">{t("health.old", { ago })}</span>;
  if (verdict === null) return <span className="text-faint">{t("truth.asked", { ago })}</span>;
  return (
    <span className={verdict === "unhealthy" ? "text-bad" : "text-faint"}>
      {t("health.line", { verdict: t(`health.${verdict}`), checked: t("detail.checked", { ago }) })}
    </span>
  );
}
