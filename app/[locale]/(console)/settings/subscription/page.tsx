import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readWish } from "@/components/billing/choice";
import { SubscriptionPage } from "@/components/billing/subscription-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import {
  beginCheckout,
  cancelTeamSubscription,
  changeTeamPlan,
  giveUpCheckout,
  openBillingPortal,
  previewPlanChange,
  resumeTeamSubscription,
  undoPlanChange,
} from "./actions";

interface SubscriptionRouteProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("subscription");
  return { title: t("title") };
}

export default async function SubscriptionRoute(props: SubscriptionRouteProps) {
  await pageLocale(props);
  const [query, teamId] = await Promise.all([props.searchParams, pageTeamId()]);
  return (
    <SubscriptionPage
      wish={readWish(query)}
      hasPaid={query.checkout === "done"}
      acts={{
        checkout: beginCheckout.bind(null, teamId),
        giveUp: giveUpCheckout.bind(null, teamId),
        portal: openBillingPortal.bind(null, teamId),
        preview: previewPlanChange.bind(null, teamId),
        change: changeTeamPlan.bind(null, teamId),
        undo: undoPlanChange.bind(null, teamId),
        cancel: cancelTeamSubscription.bind(null, teamId),
        resume: resumeTeamSubscription.bind(null, teamId),
      }}
    />
  );
}
