import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth/auth-panel";
import { NoticesLinkForm } from "@/components/notifications/notices-link-form";
import { Banner } from "@/components/ui/banner";
import { noticesOfLink } from "@/lib/notifications/queries";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { endNoticesFromMail } from "../actions";
import { firstOf, type QueryValue } from "../return-to";

interface UnsubscribePageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.unsubscribe");
  return { title: t("title"), referrer: "same-origin" };
}

/** Reading the page ends nothing: mail programs look at links by themselves. */
export default async function UnsubscribePage(props: UnsubscribePageProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token) ?? "";
  const [t, link] = await Promise.all([getTranslations("auth.unsubscribe"), noticesOfLink(token)]);
  if (link) {
    const { group, isOn } = link;
    return <NoticesLinkForm {...{ token, group, isOn, turn: endNoticesFromMail }} />;
  }
  return (
    <AuthPanel title={t("title")}>
      <Banner tone="bad">{t("unknown")}</Banner>
    </AuthPanel>
  );
}
