"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import { probeKinds, type RoundView, type SeenView } from "@/lib/health/types";
import { Fact, Facts } from "../facts";
import { Seen } from "./seen";
import type { HealthOfProps } from "./verdict-line";

/** What each probe found when the machine was looked at last. */
export function LastRound({ view, health: { last } }: HealthOfProps) {
  const t = useTranslations("deployments.health");
  const provider = view.providerName;
  if (view.status !== "running") return <p className="text-muted">{t("onlyRunning")}</p>;
  if (!last) return <p className="text-muted">{t("notYet")}</p>;
  if (last.seen.length === 0)
    return <p className="text-muted">{t("nothingToAsk", { provider })}</p>;
  return <Found round={last} />;
}

function Found({ round }: { readonly round: RoundView }) {
  const t = useTranslations("deployments.health");
  const ago = useTranslations("common")("ago", { length: useSince(round.at) });
  return (
    <div className="grid gap-2">
      <Facts>
        {round.seen.map((seen) => (
          <Fact key={seen.kind} name={<ProbeName seen={seen} />}>
            <Seen seen={seen} />
          </Fact>
        ))}
      </Facts>
      <p className="text-sm text-faint">{t("probed", { ago })}</p>
    </div>
  );
}

function ProbeName({ seen }: { readonly seen: SeenView }) {
  const t = useTranslations("deployments.health.kinds");
  const kind = probeKinds.find((one) => one === seen.kind);
  return kind ? t(kind) : seen.kind;
}
