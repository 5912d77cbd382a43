"use client";

import { FlaskConical, LogOut } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { openPage } from "@/components/auth/return-path";
import { LanguageSwitch } from "@/components/layout/language-switch";
import { Logo } from "@/components/layout/logo";
import { SessionLink } from "@/components/layout/session-link";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { TeamSwitch, type TeamSwitchProps } from "@/components/team/team-switch";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import type { TeamChoice } from "@/lib/teams/types";
import { ConsoleNav } from "./console-nav";
import { FollowTeam } from "./follow-team";
import { placesOf } from "./nav-items";
import { Palette } from "./palette/palette";
import { PhoneNav } from "./phone-nav";
import { ProblemBell } from "./problems/problem-bell";
import { useLeaving } from "./use-live";
import { useLost } from "./use-lost";
import { useSubmit } from "./use-submit";

export interface ConsoleShellProps {
  readonly team: TeamChoice & { readonly lacksSeat?: true };
  /** All teams of the person. */
  readonly teams: readonly TeamChoice[];
  readonly switchTeam: TeamSwitchProps["switchTeam"];
  readonly inSandbox: boolean;
  /** Shows the way to the pages of those who run the installation. */
  readonly isOperator: boolean;
  /** The navigation beside the page shows icons alone. */
  readonly hasNarrowNav: boolean;
  /** Where the sandbox can be steered. */
  readonly sandboxUrl: string | null;
  readonly signOut: () => Promise<ActionResult<unknown>>;
  readonly children: ReactNode;
}

/** Top bar, navigation and the place for a page. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { team, teams, switchTeam, inSandbox, sandboxUrl, signOut, hasNarrowNav, children } = props;
  const t = useTranslations("console");
  const places = placesOf(props);
  return (
    <div className="flex min-h-dvh flex-col">
      <FollowTeam key={team.id} teamId={team.id} />
      <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b border-line bg-surface px-4">
        <SessionLink
          href="/"
          className="mr-3 inline-flex h-8 items-center gap-2 text-md font-semibold tracking-tight"
        >
          <Logo className="size-6" />
          <span className="max-sm:sr-only">ComputeHub</span>
        </SessionLink>
        <div className="min-w-0 flex-1 truncate border-l border-line px-4 max-sm:px-3">
          {teams.length > 1 ? (
            <TeamSwitch teams={teams} teamId={team.id} switchTeam={switchTeam} />
          ) : (
            <p className="truncate">
              <span className="sr-only">{t("team")}: </span>
              {team.name}
            </p>
          )}
        </div>
        {inSandbox && <SandboxBadge url={sandboxUrl} />}
        <Palette places={places} />
        <ProblemBell />
        <LanguageSwitch className="max-sm:hidden" />
        <span className="max-sm:hidden">
          <ThemeSwitch />
        </span>
        <SignOutButton signOut={signOut} />
      </header>
      <div className="flex flex-1">
        <ConsoleNav items={places} isNarrow={hasNarrowNav} />
        <main id="content" className="min-w-0 flex-1 px-4 py-6 max-md:pb-24 md:px-8 md:py-8">
          <div className="mx-auto max-w-6xl">
            {team.lacksSeat && <SeatNotice />}
            {children}
          </div>
        </main>
      </div>
      <PhoneNav items={places} />
    </div>
  );
}

/** Why nothing can be changed here. */
function SeatNotice() {
  const t = useTranslations("team");
  return (
    <Banner tone="warn" className="mb-6">
      {t("surplusYou")}
    </Banner>
  );
}

function SandboxBadge({ url }: { readonly url: string | null }) {
  const t = useTranslations("console");
  const className =
    "mr-1 inline-flex h-7 items-center gap-1.5 rounded bg-warn-soft px-2 text-sm font-medium text-warn";
  const inside = (
    <>
      <FlaskConical aria-hidden className="size-4" />
      <span className="max-sm:sr-only">{t("sandbox")}</span>
    </>
  );
  if (!url) {
    return (
      <span className={className} title={t("sandboxLong")}>
        {inside}
      </span>
    );
  }
  return (
    <a href={url} target="_blank" rel="noreferrer" title={t("sandboxLong")} className={className}>
      {inside}
      <span className="sr-only">{t("sandboxLong")}</span>
    </a>
  );
}

function SignOutButton({ signOut }: Pick<ConsoleShellProps, "signOut">) {
  const t = useTranslations("console");
  const lost = useLost();
  const locale = useLocale();
  const { pending, send } = useSubmit(
    useLeaving(() => signOut()),
    () => openPage("/sign-in", locale),
  );
  const leave = async () => {
    await send(undefined);
    toast.error(lost());
  };
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t("signOut")}
      title={t("signOut")}
      disabled={pending}
      onClick={() => void leave()}
    >
      <LogOut aria-hidden className="size-4" />
    </Button>
  );
}
