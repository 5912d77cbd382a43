import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AdminPage } from "@/components/admin/admin-page";
import { currentScopeIsOperator } from "@/lib/auth/session";
import { type LocaleParams, pageLocale } from "../../page-locale";
import {
  findTeams,
  forgetFailedJob,
  readInstallation,
  readTeamDetails,
  readWaiting,
  resendUndelivered,
  resolveBillingAlarm,
  retryParkedEvent,
  wakeFailedJob,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("admin");
  return { title: t("title"), robots: { index: false } };
}

/** For the people who run the installation; for anybody else there is no such page. */
export default async function AdminRoute(props: LocaleParams) {
  await pageLocale(props);
  if (!(await currentScopeIsOperator())) notFound();
  return (
    <AdminPage
      read={readInstallation}
      find={findTeams}
      readTeam={readTeamDetails}
      readWaiting={readWaiting}
      resend={resendUndelivered}
      retry={retryParkedEvent}
      resolve={resolveBillingAlarm}
      wake={wakeFailedJob}
      forget={forgetFailedJob}
    />
  );
}
