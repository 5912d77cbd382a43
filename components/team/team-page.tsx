"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Link } from "@/lib/i18n/navigation";
import type { TeamView } from "@/lib/teams/types";
import { InviteCard } from "./invite-card";
import { MemberList } from "./member-list";
import { OwnCard } from "./own-card";
import { SecondStepCard } from "./second-step-card";
import type { TeamActs } from "./team-acts";
import { TimeZoneCard } from "./time-zone-card";

/** Who is in the team, who is invited, and what its seats are used for. */
export function TeamPage({ acts }: { readonly acts: TeamActs }) {
  const t = useTranslations("team");
  const live = useLive<TeamView>("team");
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("description")} />
      <LiveNotice live={live} />
      {live.data ? (
        <Inside view={live.data} acts={acts} />
      ) : (
        live.trouble === null && <Skeleton className="h-40" />
      )}
    </div>
  );
}

interface InsideProps {
  readonly view: TeamView;
  readonly acts: TeamActs;
}

function Inside({ view, acts }: InsideProps) {
  const t = useTranslations("team");
  const tiers = useTranslations("tiers.names");
  const { neededTier, mayManage, members } = view;
  return (
    <>
      {neededTier && (
        <Banner
          tone="info"
          title={t("locked.title", { tier: tiers(neededTier) })}
          action={
            <Button asChild size="sm">
              <Link href="/settings/subscription">{t("locked.action")}</Link>
            </Button>
          }
        >
          {t("locked.text", { tier: tiers(neededTier) })}
        </Banner>
      )}
      <SurplusNotice view={view} />
      <Card>
        <CardHead title={t("members")} note={<Seats view={view} />} />
        <MemberList
          members={members}
          mayManage={mayManage}
          isLocked={neededTier !== null}
          acts={acts}
        />
      </Card>
      {mayManage && <InviteCard view={view} acts={acts} />}
      {mayManage && (neededTier === null || view.asksSecondStep) && (
        <SecondStepCard view={view} requireSecondStep={acts.requireSecondStep} />
      )}
      <TimeZoneCard view={view} setTimeZone={acts.setTimeZone} />
      <OwnCard view={view} acts={acts} />
    </>
  );
}

function Seats({ view: { seats, neededTier } }: Pick<InsideProps, "view">) {
  const t = useTranslations("team");
  const { allowed, members, invited } = seats;
  if (neededTier) return t("oneSeat");
  return t("seats", { used: members + invited, allowed, members, invited });
}

/** More members than seats: nobody is removed, and this says who may only look. */
function SurplusNotice({ view: { members } }: Pick<InsideProps, "view">) {
  const t = useTranslations("team");
  const surplus = members.filter(({ lacksSeat }) => lacksSeat);
  if (surplus.length === 0) return null;
  const names = surplus.map(({ name, email }) => name ?? email).join(t("comma"));
  return <Banner tone="warn">{t("surplus", { count: surplus.length, names })}</Banner>;
}
