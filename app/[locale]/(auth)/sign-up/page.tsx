import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { signUpForAccount } from "../actions";
import { type QueryValue, returnTo } from "../return-to";
import { sandboxMailUrl } from "../sandbox-mail-url";

interface SignUpPageProps {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("title"), description: t("description") };
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const query = await searchParams;
  return (
    <SignUpForm
      signUp={signUpForAccount}
      returnTo={returnTo(query.returnTo)}
      mailUrl={sandboxMailUrl()}
    />
  );
}
