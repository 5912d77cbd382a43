import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { OtherDoor } from "@/components/auth/other-doors";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SessionNote } from "@/components/layout/session-note";
import { env } from "@/lib/env";
import { type LocaleParams, pageLocale } from "../../page-locale";
import {
  askPasskeyToSignIn,
  askVerificationAgain,
  signInByPasskey,
  signInWithPassword,
} from "../actions";
import { invitedAddress } from "../invited-address";
import { passOn } from "../pass-on";
import { firstOf, type QueryValue, returnTo } from "../return-to";
import { sandboxMailUrl } from "../sandbox-mail-url";

interface SignInPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.signIn");
  return { title: t("title"), description: t("description") };
}

export default async function SignInPage(props: SignInPageProps) {
  const locale = await pageLocale(props);
  const query = await props.searchParams;
  const after = returnTo(query.returnTo);
  await passOn(after, locale);
  return (
    <>
      <SignInForm
        signIn={signInWithPassword}
        askPasskey={askPasskeyToSignIn}
        signInWithPasskey={signInByPasskey}
        askVerification={askVerificationAgain}
        doors={openDoors()}
        returnTo={after}
        invited={await invitedAddress(after)}
        mailUrl={sandboxMailUrl()}
        problem={await problemOf(firstOf(query.error))}
      />
      <SessionNote isOpen={false} />
    </>
  );
}

function openDoors(): OtherDoor[] {
  const doors: OtherDoor[] = [];
  if (env.GITHUB_ID && env.GITHUB_SECRET) doors.push("github");
  if (env.GOOGLE_ID && env.GOOGLE_SECRET) doors.push("google");
  return doors;
}

/** The sentence for the word that an outside sign-in came back with. */
async function problemOf(word: string | undefined): Promise<string | null> {
  if (word === undefined) return null;
  const t = await getTranslations("errors");
  const isKnown = /^[a-z-]+$/.test(word) && t.has(word);
  return t(isKnown ? word : "internal");
}
