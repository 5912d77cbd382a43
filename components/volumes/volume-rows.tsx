"use client";

import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { formatMoney } from "@/lib/format/money";
import { findProviderMeta } from "@/lib/providers/meta";
import type { VolumeView } from "@/lib/volumes/schema";
import type { Asked } from "./volume-dialog";
import { VolumeSummary } from "./volume-summary";

export interface VolumeRowsProps {
  readonly views: readonly VolumeView[];
  readonly onAsk: (asked: Asked) => void;
}

/** The volumes, each with what it hangs on, what it costs, and what can be done with it. */
export function VolumeRows({ views, onAsk }: VolumeRowsProps) {
  return (
    <ul className="divide-y divide-line">
      {views.map((view) => (
        <li
          key={view.id}
          className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[1fr_auto_auto] md:items-center"
        >
          <VolumeFacts view={view} />
          <VolumePrice view={view} />
          <VolumeButtons view={view} onAsk={onAsk} />
        </li>
      ))}
    </ul>
  );
}

function VolumeFacts({ view }: { readonly view: VolumeView }) {
  const t = useTranslations("volumes");
  const provider = findProviderMeta(view.providerId)?.name ?? view.providerId;
  return (
    <div className="grid min-w-0 gap-1">
      <span className="font-medium [overflow-wrap:anywhere]">{view.name}</span>
      <VolumeSummary view={view} />
      <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
        <VolumeState view={view} />
        <span>
          {t("seen")} <Age at={view.lastSeenAt} ago />
        </span>
      </span>
      {view.failure !== null && (
        <span role="alert" className="text-sm text-bad">
          {view.failure === "key-frozen" ? t("frozen") : t("failed", { provider })}
        </span>
      )}
    </div>
  );
}

function VolumeState({ view }: { readonly view: VolumeView }) {
  const t = useTranslations("volumes");
  if (view.wish !== null) return <Status tone="info" word={t(`wishes.${view.wish}`)} />;
  if (view.isOrphan) return <Status tone="warn" word={t("orphan")} />;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <Status tone="good" word={t("attached")} />
      {view.attachedTo.map(({ instanceId, deploymentId, name }) =>
        deploymentId !== null && name !== null ? (
          <SessionLink
            key={deploymentId}
            href={`/dashboard/deployments/${deploymentId}`}
            className="underline"
          >
            {name}
          </SessionLink>
        ) : (
          <span key={instanceId} className="figures">
            {instanceId}
          </span>
        ),
      )}
    </span>
  );
}

function VolumePrice({ view }: { readonly view: VolumeView }) {
  const t = useTranslations("volumes");
  if (view.perMonth === null) return <span className="text-sm text-faint">{t("noPrice")}</span>;
  const amount = formatMoney(view.perMonth) ?? view.perMonth;
  return <span className="figures md:text-right">{t("perMonth", { amount })}</span>;
}

interface VolumeButtonsProps extends Pick<VolumeRowsProps, "onAsk"> {
  readonly view: VolumeView;
}

function VolumeButtons({ view, onAsk }: VolumeButtonsProps) {
  const t = useTranslations("volumes");
  return (
    <span className="flex flex-wrap gap-2 md:justify-end">
      {view.can.attach && (
        <Button size="sm" onClick={() => onAsk({ act: "attach", view })}>
          {t("attach.action")}
        </Button>
      )}
      {view.can.detach && (
        <Button size="sm" onClick={() => onAsk({ act: "detach", view })}>
          {t("detach.action")}
        </Button>
      )}
      {view.can.delete && (
        <Button size="sm" variant="ghost" onClick={() => onAsk({ act: "remove", view })}>
          {t("remove.action")}
        </Button>
      )}
    </span>
  );
}
