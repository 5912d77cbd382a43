"use client";

import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { findProviderMeta } from "@/lib/providers/meta";
import type { LiveDeployment } from "./live-deployment";
import { exact } from "./money";

/** What went wrong, what it cost, and what to do next. */
export function TroubleBanner({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.failure");
  const reasons = useTranslations("deploymentReasons");
  const { status, statusReason, cost, endedAt, desired } = view;
  const isDead = status === "failed" || status === "lost";
  if (!isDead) return <AccountTrouble view={view} />;
  const isWaiting = endedAt === null && desired !== "deleted";
  return (
    <Banner
      tone="bad"
      title={t(titleOf(view))}
      action={
        <Button asChild size="sm">
          <SessionLink href={view.gpuModel ? `/gpus/${view.gpuModel}` : "/gpus"}>
            {t("again")}
          </SessionLink>
        </Button>
      }
    >
      {statusReason && reasons.has(statusReason) && <p>{reasons(statusReason)}</p>}
      {cost.nowPerHour === "0" && (
        <p>{t(costWord(view), { provider: view.providerName, amount: exact(cost.soFar) })}</p>
      )}
      {isWaiting && <p>{t(status === "lost" ? "cleanUpLost" : "cleanUp")}</p>}
    </Banner>
  );
}

function costWord({ cost, providerId }: LiveDeployment) {
  if (cost.soFar !== "0") return "cost";
  return findProviderMeta(providerId)?.capabilities?.disksComeFirst ? "costDisk" : "costNothing";
}

function titleOf({ status, statusReason }: LiveDeployment) {
  if (status === "lost") return "lostTitle";
  return statusReason === "provider-failed" ? "failedTitle" : "title";
}

/** The provider cannot be asked about this machine, or refuses its key. */
function AccountTrouble({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.account");
  const { key, providerName: provider, endedAt } = view;
  if (endedAt !== null) return null;
  if (key.state === "refused") {
    return (
      <Banner
        tone="bad"
        action={
          <Button asChild size="sm">
            <Link href="/dashboard/keys">{t("keys")}</Link>
          </Button>
        }
      >
        {t("refused", { provider })}
      </Banner>
    );
  }
  if (key.listFailure === null) return null;
  return <Banner tone="warn">{t("unreachable", { provider })}</Banner>;
}
