"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useServerNow } from "@/components/console/server-clock";
import { cn } from "@/components/ui/cn";
import { durationPart } from "@/lib/format/duration";
import { Link } from "@/lib/i18n/navigation";
import { GpuWords, placeOf } from "../deployment-list";
import { DeploymentStatus } from "../deployment-status";
import type { LiveDeployment } from "../live-deployment";
import { price, RateNow, TickingCost } from "../money";
import type { ListRow } from "./use-rows";

export interface ListRowProps extends ListRow {
  readonly index: number;
  readonly isChosen: boolean;
  readonly isAtCursor: boolean;
  readonly onToggle: (view: LiveDeployment) => void;
}

/** One machine as a row of the table. */
export const TableRow = memo(function TableRow(props: ListRowProps) {
  const { view, at, index, isChosen, isAtCursor } = props;
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={cn(
        "h-10 border-b border-line hover:bg-hover/60 [&>td]:truncate [&>td]:px-3",
        isChosen && "bg-accent-soft/60",
        isAtCursor && "outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <td>
        <Choose {...props} />
      </td>
      <td>
        <NameLink view={view} />
      </td>
      <td>
        <DeploymentStatus view={view} />
        <Trouble view={view} />
      </td>
      <td>
        <GpuWords view={view} />
      </td>
      <td title={placeOf(view)}>{placeOf(view)}</td>
      <td className="figures text-right">
        <RateNow view={view} />
      </td>
      <td className="figures text-right">
        <TickingCost view={view} at={at} />
      </td>
      <td className="max-lg:hidden" title={view.key.name}>
        {view.key.name}
      </td>
      <td className="max-xl:hidden">
        <LeaseWords view={view} />
      </td>
    </tr>
  );
});

/** One machine as a block on a phone. */
export const BlockRow = memo(function BlockRow(props: ListRowProps) {
  const { view, at, index, isChosen, isAtCursor } = props;
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={cn(
        "h-24 border-b border-line",
        isChosen && "bg-accent-soft/60",
        isAtCursor && "outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <td className="w-11 pl-3">
        <Choose {...props} />
      </td>
      <td className="pr-4">
        <div className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-3">
            <NameLink view={view} />
            <TickingCost view={view} at={at} />
          </div>
          <div className="flex items-baseline justify-between gap-3 overflow-hidden">
            <span className="min-w-0 truncate">
              <DeploymentStatus view={view} />
              <Trouble view={view} />
            </span>
            <RateNow view={view} />
          </div>
          <p className="truncate text-sm text-muted">
            <GpuWords view={view} /> · {placeOf(view)}
          </p>
        </div>
      </td>
    </tr>
  );
});

function Choose({ view, isChosen, onToggle }: ListRowProps) {
  const t = useTranslations("deployments.list");
  return (
    <input
      type="checkbox"
      aria-label={t("choose", { name: view.name })}
      checked={isChosen}
      onChange={() => onToggle(view)}
      className="block size-4 accent-accent"
    />
  );
}

function NameLink({ view }: { readonly view: LiveDeployment }) {
  return (
    <Link
      href={`/dashboard/deployments/${view.id}`}
      prefetch={false}
      title={view.name}
      className="block min-w-0 truncate font-medium hover:underline"
    >
      {view.name}
    </Link>
  );
}

/** A sign where wanted, told and billed do not agree; the words are on hover and for reading aloud. */
function Trouble({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.truth.differences");
  if (view.differences.length === 0) return null;
  const values = {
    provider: view.providerName,
    amount: price(view.cost.nowPerHour),
    quoted: price(view.cost.quotedPerHour),
  };
  const words = view.differences.map((difference) => t(difference, values)).join(" ");
  return (
    <span title={words} className="ml-2 inline-block align-middle text-warn">
      <TriangleAlert aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function LeaseWords({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments.list");
  const { lease } = view;
  if (!lease || lease.endedAt || view.endedAt) {
    return <span className="text-faint">{t("noLease")}</span>;
  }
  if (lease.endsAt) return <Left until={lease.endsAt} />;
  return t("leaseSpend", { limit: price(lease.spend ?? "0") });
}

function Left({ until }: { readonly until: string }) {
  const t = useTranslations("deployments.lease");
  const units = useTranslations("common.duration");
  const { unit, value } = durationPart(Math.max(0, Date.parse(until) - useServerNow()));
  return <span className="tabular-nums">{t("left", { length: units(unit, { value }) })}</span>;
}
