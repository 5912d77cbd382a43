import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeploymentsPage } from "@/components/deployments/deployments-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { adoptStrayMachine, ignoreStrayMachine, terminateStrayMachine } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("deployments");
  return { title: t("title") };
}

const strays = {
  adopt: adoptStrayMachine,
  ignore: ignoreStrayMachine,
  terminate: terminateStrayMachine,
};

export default async function DeploymentsRoute(props: LocaleParams) {
  await pageLocale(props);
  return <DeploymentsPage strays={strays} />;
}
