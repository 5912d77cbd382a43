import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProfilePage } from "@/components/settings/profile-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import {
  askOwnEmailChange,
  changeOwnLocale,
  changeOwnName,
  deleteOwnAccount,
  prepareOwnExport,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("console.profile");
  return { title: t("title") };
}

export default async function ProfileRoute(props: LocaleParams) {
  await pageLocale(props);
  return (
    <ProfilePage
      acts={{
        changeName: changeOwnName,
        changeLocale: changeOwnLocale,
        askEmailChange: askOwnEmailChange,
        prepareExport: prepareOwnExport,
        deleteAccount: deleteOwnAccount,
      }}
    />
  );
}
