"use client";

import { useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { Link } from "@/lib/i18n/navigation";
import { DeploymentStatus } from "./deployment-status";
import type { LiveDeployment } from "./live-deployment";
import { RateNow, TickingCost } from "./money";
import { TruthLine } from "./truth";

export interface DeploymentListProps {
  readonly caption: string;
  readonly views: readonly LiveDeployment[];
  /** The server's time at which they were read. */
  readonly at: string;
}

/** Deployments as a table; on phones each is a block. */
export function DeploymentList({ caption, views, at }: DeploymentListProps) {
  const t = useTranslations("deployments");
  return (
    <>
      <div className="max-md:hidden">
        <Table caption={caption}>
          <thead>
            <tr>
              <HeadCell>{t("columns.name")}</HeadCell>
              <HeadCell>{t("columns.state")}</HeadCell>
              <HeadCell>{t("columns.gpu")}</HeadCell>
              <HeadCell>{t("columns.where")}</HeadCell>
              <HeadCell numeric>{t("columns.rate")}</HeadCell>
              <HeadCell numeric>{t("columns.cost")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {views.map((view) => (
              <Row key={view.id}>
                <Cell className="max-w-64">
                  <NameLink view={view} />
                </Cell>
                <Cell>
                  <DeploymentStatus view={view} />
                  <TruthLine view={view} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  <GpuWords view={view} />
                </Cell>
                <Cell className="whitespace-nowrap">{placeOf(view)}</Cell>
                <Cell numeric>
                  <RateNow view={view} />
                </Cell>
                <Cell numeric>
                  <TickingCost view={view} at={at} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="divide-y divide-line md:hidden">
        {views.map((view) => (
          <li key={view.id} className="grid gap-1 px-4 py-3">
            <div className="flex items-baseline justify-between gap-4">
              <NameLink view={view} />
              <TickingCost view={view} at={at} />
            </div>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <DeploymentStatus view={view} />
              <RateNow view={view} />
            </div>
            <TruthLine view={view} />
            <p className="text-sm text-muted">
              <GpuWords view={view} /> · {placeOf(view)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function NameLink({ view }: { readonly view: LiveDeployment }) {
  return (
    <Link
      href={`/dashboard/deployments/${view.id}`}
      title={view.name}
      className="block min-w-0 truncate font-medium hover:underline"
    >
      {view.name}
    </Link>
  );
}

/** Which GPUs; of an adopted machine nobody told. */
export function GpuWords({ view }: { readonly view: LiveDeployment }) {
  const t = useTranslations("deployments");
  if (view.gpuCount === 0) return <span className="text-faint">{t("gpuUnknown")}</span>;
  return t("gpus", { count: view.gpuCount, model: view.modelName });
}

/** Provider and region. */
export function placeOf(view: Pick<LiveDeployment, "providerName" | "region">): string {
  return view.region ? `${view.providerName} ${view.region}` : view.providerName;
}
