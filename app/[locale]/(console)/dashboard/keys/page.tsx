import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeysPage } from "@/components/keys/keys-page";
import { sandboxKeys } from "@/lib/provider-keys/queries";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { addProviderKey, removeProviderKey } from "./actions";

interface KeysRouteProps extends LocaleParams {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("keys");
  return { title: t("title") };
}

export default async function KeysRoute(props: KeysRouteProps) {
  await pageLocale(props);
  const [query, locale] = await Promise.all([props.searchParams, getLocale()]);
  const ready = await sandboxKeys(locale === "zh" ? "zh" : "en");
  return (
    <KeysPage
      addKey={addProviderKey}
      removeKey={removeProviderKey}
      initialProviderId={typeof query.provider === "string" ? query.provider : null}
      readyKeys={ready.filter(({ key }) => !key.includes("<"))}
    />
  );
}
