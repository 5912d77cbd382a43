import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { signUpForAccount } from "../actions";
import { invitedAddress } from "../invited-address";
import { passOn } from "../pass-on";
import { type QueryValue, returnTo } from "../return-to";
import { sandboxMailUrl } from "../sandbox-mail-url";

interface SignUpPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.signUp");
  return { title: t("title"), description: t("description") };
}

export default async function SignUpPage(props: SignUpPageProps) {
  const locale = await pageLocale(props);
  const query = await props.searchParams;
  const after = returnTo(query.returnTo);
  await passOn(after, locale);
  return (
    <SignUpForm
      signUp={signUpForAccount}
      returnTo={after}
      invited={await invitedAddress(after)}
      mailUrl={sandboxMailUrl()}
    />
  );
}
