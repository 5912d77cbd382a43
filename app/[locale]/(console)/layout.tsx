import { cookies, headers } from "next/headers";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { withoutLocale, withReturn } from "@/components/auth/return-path";
import { DunningBanner } from "@/components/billing/dunning-banner";
import { ConfirmProvider } from "@/components/console/confirm/confirm-provider";
import { ConsoleShell } from "@/components/console/console-shell";
import { LiveProvider } from "@/components/console/live-provider";
import { NAV_WIDTH_COOKIE } from "@/components/console/nav-width";
import { RoleProvider } from "@/components/console/use-may";
import { NeedsScripts } from "@/components/layout/needs-scripts";
import { PageProviders } from "@/components/layout/page-providers";
import { SessionNote } from "@/components/layout/session-note";
import { SkipLink } from "@/components/layout/skip-link";
import { Toaster } from "@/components/ui/toaster";
import { leastRole } from "@/lib/auth/permissions";
import { currentScope, currentScopeIsOperator } from "@/lib/auth/session";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { redirect } from "@/lib/i18n/navigation";
import { teamStanding } from "@/lib/subscriptions/queries";
import { teamsOf } from "@/lib/teams/queries";
import { askCodeToConfirm, askPasskeyToConfirm, confirmItIsMe, signOutHere } from "./actions";
import { switchToTeam } from "./settings/team/actions";

interface ConsoleLayoutProps {
  readonly params: Promise<{ locale: string }>;
  readonly children: ReactNode;
}

/** The frame of every page with a session. Without one the way leads to sign-in and back. */
export default async function ConsoleLayout({ params, children }: ConsoleLayoutProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [scope, head, jar] = await Promise.all([currentScope(), headers(), cookies()]);
  const path = withoutLocale(head.get("x-path") ?? "/dashboard");
  const language = isLocale(locale) ? locale : defaultLocale;
  if (!scope?.team) return redirect({ href: withReturn("/sign-in", path), locale: language });
  if (scope.team.lacksSecondStep && !/^\/settings\/(security|profile)\b/.test(path)) {
    return redirect({ href: "/settings/security", locale: language });
  }
  const [teams, standing, operates] = await Promise.all([
    teamsOf(scope),
    teamStanding({ ...scope, team: scope.team }, clock.now()),
    currentScopeIsOperator(),
  ]);
  return (
    <PageProviders
      namespaces={[
        "auth",
        "console",
        "keys",
        "alerts",
        "areas",
        "pricingModels",
        "deployments",
        "incidents",
        "healthFaults",
        "monitoring",
        "launch",
        "providers",
        "deploymentReasons",
        "healthFaults",
        "healthNotices",
        "review",
        "admin",
        "growth",
        "volumes",
        "templates",
        "budgets",
        "repair",
        "repairReasons",
        "repairRungs",
        "healthFaults",
        "sshKeys",
        "notifications",
        "costs",
        "team",
        "gate",
        "subscription",
        "tiers",
      ]}
      nonce={head.get("x-nonce") ?? undefined}
    >
      <LiveProvider>
        <SkipLink />
        <NeedsScripts />
        <SessionNote isOpen />
        <ConsoleShell
          team={scope.team}
          teams={teams}
          switchTeam={switchToTeam}
          sandboxUrl={env.WORLD === "sandbox" ? (env.SANDBOX_URL ?? null) : null}
          isOperator={operates}
          hasNarrowNav={jar.get(NAV_WIDTH_COOKIE)?.value === "narrow"}
          inSandbox={env.WORLD === "sandbox"}
          signOut={signOutHere}
        >
          <ConfirmProvider
            acts={{
              confirm: confirmItIsMe,
              askPasskey: askPasskeyToConfirm,
              askCode: askCodeToConfirm,
            }}
          >
            <DunningBanner standing={standing} />
            <RoleProvider role={scope.team?.role ?? leastRole}>{children}</RoleProvider>
          </ConfirmProvider>
        </ConsoleShell>
        <Toaster />
      </LiveProvider>
    </PageProviders>
  );
}
