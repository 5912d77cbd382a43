import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth/auth-panel";
import { HOME, withReturn } from "@/components/auth/return-path";
import { SIGNED_UP_COOKIE } from "@/components/auth/signed-up-here";
import { VerifyForm } from "@/components/auth/verify-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { readMailLink } from "@/lib/accounts/queries";
import { Link } from "@/lib/i18n/navigation";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { verifyAddress } from "../actions";
import { firstOf, type QueryValue } from "../return-to";

interface VerifyPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.verify");
  return { title: t("title"), referrer: "same-origin" };
}

export default async function VerifyPage(props: VerifyPageProps) {
  await pageLocale(props);
  const token = firstOf((await props.searchParams).token) ?? "";
  const [t, link] = await Promise.all([
    getTranslations("auth.verify"),
    readMailLink("verify", token),
  ]);
  const returnTo = link.returnTo ?? HOME;
  if (link.state === "usable") {
    const email = link.email ?? "";
    const isHere = (await cookies()).get(SIGNED_UP_COOKIE)?.value === email;
    return <VerifyForm {...{ verify: verifyAddress, token, email, asksPassword: !isHere }} />;
  }
  const used = link.state === "used";
  return (
    <AuthPanel title={t("title")}>
      <Banner tone={used ? "info" : "bad"}>{t(`bad.${link.state}`)}</Banner>
      <Button asChild variant="primary">
        <Link href={withReturn(used ? "/sign-in" : "/sign-up", returnTo)}>
          {used ? t("toSignIn") : t("toSignUp")}
        </Link>
      </Button>
    </AuthPanel>
  );
}
