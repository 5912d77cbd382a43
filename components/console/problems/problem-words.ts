"use client";

import { useTranslations } from "next-intl";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { useSay } from "@/components/incidents/incident-words";
import { formatDayAndMonth } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { titleText } from "@/lib/incidents/title-text";
import type { Problem } from "@/lib/problems/types";
import { findProviderMeta } from "@/lib/providers/meta";

/** What a problem is, in a sentence, and where it can be dealt with. */
export interface ProblemWords {
  readonly key: string;
  readonly text: string;
  readonly href: string;
}

const NOTICES = "/settings/notifications";

/** Puts problems into words. */
export function useProblemWords(): (problem: Problem) => ProblemWords {
  const t = useTranslations("console.problems");
  const say = useSay();
  const faults = useTranslations("healthFaults");
  const locale = useReaderLocale();
  return (problem) => {
    switch (problem.kind) {
      case "incident": {
        const { kind, incidentId } = problem;
        const text = titleText(problem, providerName(problem), say);
        return { key: `${kind} ${incidentId}`, text, href: `/dashboard/incidents/${incidentId}` };
      }
      case "machine-failed":
      case "machine-lost":
      case "machine-unhealthy": {
        const { kind, name, deploymentId } = problem;
        return {
          key: `${kind} ${deploymentId}`,
          text:
            problem.fault && faults.has(problem.fault)
              ? t("machine-fault", { name, fault: faults(problem.fault) })
              : t(kind, { name }),
          href: `/dashboard/deployments/${deploymentId}`,
        };
      }
      case "key-refused":
      case "key-unreadable": {
        const { kind, name, keyId } = problem;
        const text = t(kind, { name, provider: providerName(problem) });
        return { key: `${kind} ${keyId}`, text, href: "/dashboard/keys" };
      }
      case "low-credit": {
        const { kind, keyId, hoursLeft } = problem;
        const text = t(kind, { provider: providerName(problem), hours: hoursLeft });
        return { key: `${kind} ${keyId}`, text, href: "/dashboard/keys" };
      }
      case "stray": {
        const { kind, strayId, name } = problem;
        const href = "/dashboard/deployments#strays";
        return { key: `${kind} ${strayId}`, text: t(kind, { name }), href };
      }
      case "dear-day": {
        const { kind, day, spent, usual } = problem;
        const text = t(kind, {
          day: formatDayAndMonth(day, locale),
          spent: formatMoney(spent) ?? spent,
          usual: formatMoney(usual) ?? usual,
        });
        return { key: `${kind} ${day}`, text, href: "/dashboard/costs" };
      }
      case "channel-ended": {
        const { kind, channelId, name } = problem;
        return { key: `${kind} ${channelId}`, text: t(kind, { name }), href: NOTICES };
      }
      case "mail-ended": {
        const { kind, email, why } = problem;
        return { key: kind, text: t(kind, { email, why }), href: NOTICES };
      }
      case "payment-missing":
        return {
          key: problem.kind,
          text: t(problem.kind),
          href: "/settings/subscription",
        };
      default:
        return problem satisfies never;
    }
  };
}

function providerName({ providerId }: { readonly providerId: string | null }): string {
  return findProviderMeta(providerId ?? "")?.name ?? providerId ?? "";
}
