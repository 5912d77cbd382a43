import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecurityPage } from "@/components/console/security-page";
import { getPerson } from "@/lib/accounts/queries";
import { currentScope } from "@/lib/auth/session";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { changeOwnPassword, signOutOfAll } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("console.security");
  return { title: t("title") };
}

export default async function SecurityRoute(props: LocaleParams) {
  await pageLocale(props);
  const scope = await currentScope();
  if (!scope) return null;
  const { email, hasPassword, sessions } = await getPerson(scope);
  return (
    <SecurityPage
      email={email}
      hasPassword={hasPassword}
      sessions={sessions}
      changePassword={changeOwnPassword}
      signOutEverywhere={signOutOfAll}
    />
  );
}
