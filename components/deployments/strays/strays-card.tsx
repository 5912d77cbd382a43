"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useSince } from "@/components/console/since";
import { useLive, useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { useRouter } from "@/lib/i18n/navigation";
import type { StrayView } from "@/lib/strays/schema";
import { price } from "../money";
import { EndStrayDialog } from "./end-stray-dialog";
import type { StrayActs } from "./stray-acts";

/** Machines with our mark that no deployment owns: each waits for a person's decision. */
export function StraysCard({ acts }: { readonly acts: StrayActs }) {
  const t = useTranslations("deployments.strays");
  const live = useLive<StrayView[]>("strays");
  const strays = live.data ?? [];
  if (live.trouble === "failed" && !live.data) return <LiveNotice live={live} />;
  if (strays.length === 0) return null;
  const undecided = strays.filter(({ isIgnored }) => !isIgnored);
  const ignored = strays.filter(({ isIgnored }) => isIgnored);
  return (
    <ServerClock live={live}>
      {undecided.length > 0 && (
        <Card className="border-warn">
          <CardHead title={t("title")} note={t("note")} />
          <Strays strays={undecided} acts={acts} />
        </Card>
      )}
      {ignored.length > 0 && (
        <Card>
          <CardHead title={t("ignoredTitle")} />
          <Strays strays={ignored} acts={acts} />
        </Card>
      )}
    </ServerClock>
  );
}

function Strays({ strays, acts }: { strays: readonly StrayView[]; acts: StrayActs }) {
  return (
    <ul className="divide-y divide-line">
      {strays.map((stray) => (
        <Stray key={stray.id} stray={stray} acts={acts} />
      ))}
    </ul>
  );
}

interface StrayProps {
  readonly stray: StrayView;
  readonly acts: StrayActs;
}

function Stray({ stray, acts }: StrayProps) {
  const t = useTranslations("deployments.strays");
  const { perHour, word, region, key, providerName: provider } = stray;
  const length = useSince(stray.createdAt ?? stray.firstSeenAt);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="figures font-medium [overflow-wrap:anywhere]">{stray.name}</p>
        <p className="text-sm text-muted">
          {t("account", { provider, name: key.name, lastFour: key.lastFour })}
          {region && ` · ${region}`}
        </p>
        <p className="text-sm text-muted tabular-nums">
          {word && `${t("says", { provider, word })} · `}
          <span className="text-warn">
            {perHour === null ? t("rateUnknown") : t("rate", { amount: price(perHour) })}
          </span>
          {` · ${t("since", { length })}`}
        </p>
      </div>
      {stray.isEnding ? (
        <p className="text-sm text-muted">{t("ending")}</p>
      ) : (
        <Decisions stray={stray} acts={acts} />
      )}
    </li>
  );
}

function Decisions({ stray, acts }: StrayProps) {
  const t = useTranslations("deployments.strays");
  const refresh = useRefreshLive();
  const router = useRouter();
  const [isEnding, setEnding] = useState(false);
  const adopt = useSubmit(acts.adopt, async ({ id, name }) => {
    toast.success(t("adopted", { name }));
    router.push(`/dashboard/deployments/${id}`);
  });
  const ignore = useSubmit(acts.ignore, async () => {
    await refresh();
    toast.success(t("ignored"));
  });
  const refusal = adopt.refusal ?? ignore.refusal;
  if (stray.key.state !== "active") {
    return <p className="text-sm text-bad">{t("keyRefused", { provider: stray.providerName })}</p>;
  }
  return (
    <div className="grid justify-items-end gap-1 max-sm:justify-items-start">
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={adopt.pending}
          onClick={() => void adopt.send({ strayId: stray.id })}
        >
          {t("adopt")}
        </Button>
        {!stray.isIgnored && (
          <Button
            size="sm"
            variant="ghost"
            pending={ignore.pending}
            onClick={() => void ignore.send({ strayId: stray.id })}
          >
            {t("ignore")}
          </Button>
        )}
        <Button size="sm" variant="danger-quiet" onClick={() => setEnding(true)}>
          {t("terminate")}
        </Button>
      </div>
      {refusal && (
        <p role="alert" className="text-sm text-bad">
          {refusal.message}
        </p>
      )}
      {isEnding && (
        <EndStrayDialog stray={stray} terminate={acts.terminate} onClose={() => setEnding(false)} />
      )}
    </div>
  );
}
