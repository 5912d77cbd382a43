import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AskResetForm } from "@/components/auth/ask-reset-form";
import { AuthPanel } from "@/components/auth/auth-panel";
import { ResetForm } from "@/components/auth/reset-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { readMailLink } from "@/lib/accounts/queries";
import { Link } from "@/lib/i18n/navigation";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { askResetByMail, resetForgottenPassword } from "../actions";
import { firstOf, type QueryValue } from "../return-to";
import { sandboxMailUrl } from "../sandbox-mail-url";

interface ResetPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.forgot");
  return { title: t("title"), referrer: "same-origin" };
}

/** Without a link: ask for one by mail. With one: choose the new password. */
export default async function ResetPasswordPage(props: ResetPageProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token);
  if (token === undefined) {
    return <AskResetForm askReset={askResetByMail} mailUrl={sandboxMailUrl()} />;
  }
  const [t, link] = await Promise.all([
    getTranslations("auth.reset"),
    readMailLink("reset", token),
  ]);
  if (link.state === "usable") return <ResetForm reset={resetForgottenPassword} token={token} />;
  return (
    <AuthPanel title={t("title")}>
      <Banner tone="bad">{t(`bad.${link.state}`)}</Banner>
      <Button asChild variant="primary">
        <Link href="/reset-password">{t("toForgot")}</Link>
      </Button>
    </AuthPanel>
  );
}
