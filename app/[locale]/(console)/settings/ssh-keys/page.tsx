import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SshKeysPage } from "@/components/ssh-keys/ssh-keys-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import { addOwnSshKey, removeOwnSshKey } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("sshKeys");
  return { title: t("title") };
}

export default async function SshKeysRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <SshKeysPage
      add={addOwnSshKey.bind(null, teamId)}
      remove={removeOwnSshKey.bind(null, teamId)}
    />
  );
}
