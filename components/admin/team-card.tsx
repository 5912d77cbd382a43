"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import type { TeamDetails } from "@/lib/admin/schema";
import { AlarmList, type AlarmListProps } from "./alarm-list";
import { TeamInvoices, TeamMembers, TeamSubscriptions } from "./team-tables";

export interface TeamCardProps extends Pick<AlarmListProps, "resolve" | "onDone"> {
  readonly team: TeamDetails;
}

/** One team: its tier, its books, its people, and how much it has. */
export function TeamCard({ team, resolve, onDone }: TeamCardProps) {
  const t = useTranslations("admin.team");
  return (
    <section aria-label={team.name} className="grid gap-6 border-t border-line bg-sunken p-4">
      <h3 className="text-md font-medium [overflow-wrap:anywhere]">{team.name}</h3>
      <TeamFacts team={team} />
      <Part title={t("subscriptions")} isEmpty={team.subscriptions.length === 0}>
        <TeamSubscriptions subscriptions={team.subscriptions} />
      </Part>
      <Part title={t("invoices")} isEmpty={team.invoices.length === 0}>
        <TeamInvoices invoices={team.invoices} />
      </Part>
      <Part title={t("members")} isEmpty={team.members.length === 0}>
        <TeamMembers members={team.members} />
      </Part>
      <Part title={t("alarms")} isEmpty={team.alarms.length === 0}>
        <AlarmList alarms={team.alarms} resolve={resolve} onDone={onDone} />
      </Part>
    </section>
  );
}

function TeamFacts({ team }: Pick<TeamCardProps, "team">) {
  const t = useTranslations("admin.team");
  const tiers = useTranslations("tiers.names");
  const { customer, graceUntil } = team;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 md:grid-cols-[auto_1fr_auto_1fr]">
      <Fact name={t("tier")}>
        {tiers(team.tier)}{" "}
        {team.tier !== team.settledTier && (
          <Badge tone="warn">{t("settledAs", { tier: tiers(team.settledTier) })}</Badge>
        )}
      </Fact>
      <Fact name={t("seats")}>{team.seats}</Fact>
      {graceUntil && (
        <Fact name={t("graceUntil")}>
          <Instant at={graceUntil} />
        </Fact>
      )}
      <Fact name={t("id")}>{team.id}</Fact>
      <Fact name={t("since")}>
        <Instant at={team.createdAt} />
      </Fact>
      <Fact name={t("customer")}>
        {customer ? `${customer.id} · ${customer.email}` : t("noCustomer")}{" "}
        {customer?.deletedAt && <Badge tone="warn">{t("deleted")}</Badge>}
      </Fact>
      <Fact name={t("keys")}>{t("keysCount", { count: team.keys, frozen: team.frozenKeys })}</Fact>
      <Fact name={t("deployments")}>
        {t("deploymentsCount", { count: team.deployments, live: team.liveDeployments })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function Part({ title, isEmpty, children }: PartProps) {
  const common = useTranslations("common");
  return (
    <div className="min-w-0">
      <h4 className="mb-2 text-sm font-medium text-muted">{title}</h4>
      {isEmpty ? (
        <p className="text-faint">{common("none")}</p>
      ) : (
        <div className="rounded border border-line bg-surface">{children}</div>
      )}
    </div>
  );
}
