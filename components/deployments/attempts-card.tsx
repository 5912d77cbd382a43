"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import { Badge } from "@/components/ui/badge";
import { Card, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import type { Tone } from "@/components/ui/tone";
import type { AttemptView } from "@/lib/deployments/types";
import { findProviderMeta } from "@/lib/providers/meta";
import type { LiveDeploymentDetail } from "./live-deployment";
import { exact, price } from "./money";

const tones: Readonly<Record<string, Tone>> = {
  waiting: "neutral",
  trying: "info",
  made: "good",
  refused: "bad",
  skipped: "warn",
};

/** Every offer the machine may come from, in the order they are tried, and what came of each. */
export function AttemptsCard({ view }: { readonly view: LiveDeploymentDetail }) {
  const t = useTranslations("deployments.attempts");
  const { attempts, cost } = view;
  if (attempts.length === 0) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={cost.ceilingPerHour !== null && t("ceiling", { amount: price(cost.ceilingPerHour) })}
      />
      <ol aria-live="polite" className="divide-y divide-line">
        {attempts.map((attempt) => (
          <Attempt key={attempt.rank} attempt={attempt} />
        ))}
      </ol>
    </Card>
  );
}

function Attempt({ attempt }: { readonly attempt: AttemptView }) {
  const t = useTranslations("deployments.attempts");
  const launch = useTranslations("launch.offer");
  const reasons = useTranslations("deploymentReasons");
  const { state, reason, detail, endedAt, startedAt, cost } = attempt;
  const word = state === "skipped" && !startedAt ? "unused" : state;
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="figures text-faint">{attempt.rank}</span>
        <span className="font-medium">{placeOfAttempt(attempt)}</span>
        {attempt.brokeredName !== null && (
          <Badge>{launch("runsAt", { cloud: attempt.brokeredName })}</Badge>
        )}
        {attempt.pricingModel === "spot" && <Badge tone="spot">{launch("spot")}</Badge>}
        <Badge tone={tones[word] ?? "neutral"}>
          {t.has(`states.${word}`) ? t(`states.${word}`) : word}
        </Badge>
        <span className="figures ml-auto">
          {t("perHour", { amount: price(attempt.quotedPerHour) })}
        </span>
      </div>
      {reason && reasons.has(reason) && <p className="text-sm">{reasons(reason)}</p>}
      {detail && (
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          {t("detail", { provider: attempt.providerName, text: detail })}
        </p>
      )}
      {startedAt && (
        <p className="text-sm text-faint tabular-nums">
          <Instant at={startedAt} style="exact" />
          {endedAt ? (
            <>
              {" – "}
              <Instant at={endedAt} style="exact" />
            </>
          ) : (
            <Running since={startedAt} />
          )}
          {state === "refused" && ` · ${t(costWord(attempt), { amount: exact(cost) })}`}
        </p>
      )}
    </li>
  );
}

function costWord({ cost, providerId }: AttemptView) {
  if (cost !== "0") return "cost";
  return findProviderMeta(providerId)?.capabilities?.disksComeFirst ? "freeButDisk" : "free";
}

function Running({ since }: { readonly since: string }) {
  return <> · {useSince(since)}</>;
}

function placeOfAttempt({ providerName, region }: AttemptView): string {
  return region ? `${providerName} ${region}` : providerName;
}
