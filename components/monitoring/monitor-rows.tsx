"use client";

import { memo } from "react";
import { GpuWords, placeOf } from "@/components/deployments/deployment-list";
import { RateNow } from "@/components/deployments/money";
import { Link } from "@/lib/i18n/navigation";
import { Figure, IdleMark, LastHour, VerdictCell } from "./figures";
import type { LiveMonitored } from "./live-monitored";

export interface MonitorRowProps {
  readonly view: LiveMonitored;
  readonly index: number;
}

/** One machine as a row of the table. */
export const MonitorRow = memo(function MonitorRow({ view, index }: MonitorRowProps) {
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      className="h-10 border-b border-line hover:bg-hover/60 [&>td]:truncate [&>td]:px-3"
    >
      <td>
        <NameLink view={view} />
      </td>
      <td>
        <VerdictCell view={view} />
      </td>
      <td className="figures text-right">
        <Figure view={view} name="gpuUse" />
      </td>
      <td className="max-lg:hidden">
        <LastHour view={view} /> <IdleMark view={view} />
      </td>
      <td className="figures text-right max-lg:hidden">
        <Figure view={view} name="gpuMemory" />
      </td>
      <td className="figures text-right max-lg:hidden">
        <Figure view={view} name="gpuTemperature" />
      </td>
      <td className="figures text-right max-xl:hidden">
        <Figure view={view} name="gpuWatts" />
      </td>
      <td className="figures text-right max-xl:hidden">
        <Figure view={view} name="answerMs" />
      </td>
      <td className="max-[1400px]:hidden" title={placeOf(view)}>
        <GpuWords view={view} /> <span className="text-muted">· {placeOf(view)}</span>
      </td>
      <td className="figures text-right">
        <RateNow view={view} />
      </td>
    </tr>
  );
});

/** One machine as a block on a phone. */
export const MonitorBlock = memo(function MonitorBlock({ view, index }: MonitorRowProps) {
  return (
    <tr data-row={index} aria-rowindex={index + 2} className="h-28 border-b border-line">
      <td className="px-4">
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-3">
            <NameLink view={view} />
            <span className="figures">
              <RateNow view={view} />
            </span>
          </div>
          <div className="flex items-center justify-between gap-3 overflow-hidden">
            <span className="min-w-0 truncate">
              <VerdictCell view={view} />
            </span>
            <LastHour view={view} />
          </div>
          <p className="figures flex justify-between gap-2 text-sm text-muted">
            <Figure view={view} name="gpuUse" />
            <Figure view={view} name="gpuMemory" />
            <Figure view={view} name="gpuTemperature" />
            <Figure view={view} name="gpuWatts" />
            <Figure view={view} name="answerMs" />
          </p>
          <p className="truncate text-sm text-muted">
            <GpuWords view={view} /> · {placeOf(view)} <IdleMark view={view} />
          </p>
        </div>
      </td>
    </tr>
  );
});

function NameLink({ view }: Pick<MonitorRowProps, "view">) {
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
