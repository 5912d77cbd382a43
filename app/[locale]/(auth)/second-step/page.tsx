import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPanel } from "@/components/auth/auth-panel";
import { SecondStepForm } from "@/components/auth/second-step-form";
import { SessionNote } from "@/components/layout/session-note";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { secondStepKinds } from "@/lib/factors/queries";
import { Link } from "@/lib/i18n/navigation";
import { type LocaleParams, pageLocale } from "../../page-locale";
import { askPasskeyToSignIn, finishSecondStep } from "../actions";
import { firstOf, type QueryValue, returnTo } from "../return-to";

interface SecondStepPageProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, QueryValue>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("auth.secondStep");
  return { title: t("title") };
}

export default async function SecondStepPage(props: SecondStepPageProps) {
  await pageLocale(props);
  const query = await props.searchParams;
  const step = firstOf(query.step) ?? "";
  const kinds = await secondStepKinds(step);
  return (
    <>
      {kinds ? (
        <SecondStepForm
          step={step}
          kinds={kinds}
          returnTo={returnTo(query.returnTo)}
          finish={finishSecondStep}
          askPasskey={askPasskeyToSignIn}
        />
      ) : (
        <RunOut />
      )}
      <SessionNote isOpen={false} />
    </>
  );
}

async function RunOut() {
  const t = await getTranslations("auth.secondStep");
  return (
    <AuthPanel title={t("title")}>
      <Banner tone="warn">{t("over")}</Banner>
      <Button asChild className="justify-self-start">
        <Link href="/sign-in">{t("again")}</Link>
      </Button>
    </AuthPanel>
  );
}
