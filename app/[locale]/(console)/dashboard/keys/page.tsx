import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeysPage } from "@/components/keys/keys-page";
import { sandboxKeys } from "@/lib/provider-keys/queries";
import { addProviderKey, removeProviderKey } from "./actions";

interface KeysRouteProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("keys");
  return { title: t("title") };
}

export default async function KeysRoute({ searchParams }: KeysRouteProps) {
  const [query, locale] = await Promise.all([searchParams, getLocale()]);
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
