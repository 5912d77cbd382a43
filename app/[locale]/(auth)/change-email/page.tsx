import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth/auth-panel";
import { ChangeEmailForm } from "@/components/auth/change-email-form";
import { Banner } from "@/components/ui/banner";
import { emailOfChange } from "@/lib/accounts/queries";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { changeAddress } from "../actions";
import { firstOf, type QueryValue } from "../return-to";

interface ChangeEmailPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.changeEmail");
  return { title: t("title"), referrer: "same-origin" };
}

export default async function ChangeEmailPage(props: ChangeEmailPageProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token) ?? "";
  const [t, email] = await Promise.all([getTranslations("auth.changeEmail"), emailOfChange(token)]);
  if (email) return <ChangeEmailForm token={token} email={email} changeEmail={changeAddress} />;
  return (
    <AuthPanel title={t("title")}>
      <Banner tone="bad">{t("unknown")}</Banner>
    </AuthPanel>
  );
}
