import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertLinkForm } from "@/components/alerts/alert-link-form";
import { AuthPanel } from "@/components/auth/auth-panel";
import { Banner } from "@/components/ui/banner";
import { alertOfLink } from "@/lib/alerts/queries";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { switchAlertFromMail } from "../actions";
import { firstOf, type QueryValue } from "../return-to";

interface AlertLinkPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.alert");
  return { title: t("title"), referrer: "same-origin" };
}

export default async function AlertLinkPage(props: AlertLinkPageProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token) ?? "";
  const [t, alert] = await Promise.all([getTranslations("auth.alert"), alertOfLink(token)]);
  if (alert) return <AlertLinkForm {...{ token, alert, turn: switchAlertFromMail }} />;
  return (
    <AuthPanel title={t("title")}>
      <Banner tone="bad">{t("unknown")}</Banner>
    </AuthPanel>
  );
}
