"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import type { Tone } from "@/components/ui/tone";
import type { ConclusionView } from "@/lib/health/types";
import { Seen } from "./seen";
import type { HealthOfProps } from "./verdict-line";

const tones: Readonly<Record<string, Tone>> = {
  unhealthy: "bad",
  "other-fault": "bad",
  recovered: "good",
  calm: "good",
  flapping: "warn",
  notice: "info",
};

/** What was concluded of a machine, the newest first: what was seen, why, and whether people were told. */
export function Conclusions({ health: { conclusions } }: Pick<HealthOfProps, "health">) {
  const t = useTranslations("deployments.health.concluded");
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h3 className="text-sm font-medium">{t("title")}</h3>
      {conclusions.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ol className="divide-y divide-line">
          {conclusions.map((conclusion) => (
            <Conclusion key={conclusion.id} conclusion={conclusion} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Conclusion({ conclusion }: { readonly conclusion: ConclusionView }) {
  const t = useTranslations("deployments.health.concluded");
  const reasons = useTranslations("deployments.health.reasons");
  const kinds = useTranslations("deployments.health.kinds");
  const { at, kind, reason, seen, firstAct } = conclusion;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone={tones[kind] ?? "neutral"}>
          {t.has(`what.${kind}`) ? t(`what.${kind}`) : kind}
        </Badge>
        <FaultWord conclusion={conclusion} />
        <Instant at={at} style="exact" className="ml-auto text-sm text-faint" />
      </div>
      {reasons.has(reason) && <p className="text-sm">{reasons(reason)}</p>}
      {seen.length > 0 && (
        <ul className="text-sm text-muted">
          {seen.map((one) => (
            <li key={`${one.kind} ${one.word}`}>
              {t("by", { kind: kinds.has(one.kind) ? kinds(one.kind) : one.kind })}{" "}
              <Seen seen={one} />
            </li>
          ))}
        </ul>
      )}
      {firstAct && <Act act={firstAct} />}
      <Telling conclusion={conclusion} />
    </li>
  );
}

/** What is wrong, or was until now. */
function FaultWord({ conclusion: { fault, kind } }: { readonly conclusion: ConclusionView }) {
  const t = useTranslations("deployments.health.concluded");
  const faults = useTranslations("healthFaults");
  if (fault === null) return null;
  const word = faults.has(fault) ? faults(fault) : fault;
  const isOver = kind === "recovered" || kind === "calm";
  return isOver ? (
    <span className="text-muted">{t("was", { fault: word })}</span>
  ) : (
    <span className="font-medium">{word}</span>
  );
}

function Act({ act }: { readonly act: string }) {
  const t = useTranslations("deployments.health.acts");
  return t.has(act) && <p className="text-sm">{t(act)}</p>;
}

function Telling({ conclusion: { untold } }: { readonly conclusion: ConclusionView }) {
  const t = useTranslations("deployments.health.untold");
  const told = useTranslations("deployments.health.concluded");
  const text = untold === null ? told("told") : t.has(untold) ? t(untold) : untold;
  return <p className="text-sm text-faint">{text}</p>;
}
