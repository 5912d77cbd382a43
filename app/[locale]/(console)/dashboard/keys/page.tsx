import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeysPage } from "@/components/keys/keys-page";
import { sandboxKeys } from "@/lib/provider-keys/queries";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import {
  addProviderKey,
  chooseKeptKey,
  removeProviderKey,
  renameProviderKey,
  rotateProviderKey,
} from "./actions";

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
  const [query, locale, teamId] = await Promise.all([
    props.searchParams,
    getLocale(),
    pageTeamId(),
  ]);
  const ready = await sandboxKeys(locale === "zh" ? "zh" : "en");
  return (
    <KeysPage
      addKey={addProviderKey.bind(null, teamId)}
      renameKey={renameProviderKey.bind(null, teamId)}
      rotateKey={rotateProviderKey.bind(null, teamId)}
      removeKey={removeProviderKey.bind(null, teamId)}
      chooseKept={chooseKeptKey.bind(null, teamId)}
      initialProviderId={typeof query.provider === "string" ? query.provider : null}
      readyKeys={ready.filter(({ key }) => !key.includes("<"))}
    />
  );
}
