import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecurityPage } from "@/components/settings/security-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import {
  addOwnPasskey,
  beginOwnPasskey,
  beginOwnTotp,
  changeOwnPassword,
  confirmOwnTotp,
  endOwnOtherSessions,
  endOwnSession,
  removeOwnPasskey,
  removeOwnTotp,
  renameOwnPasskey,
  renewOwnCodes,
  signOutOfAll,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("console.security");
  return { title: t("title") };
}

export default async function SecurityRoute(props: LocaleParams) {
  await pageLocale(props);
  return (
    <SecurityPage
      acts={{
        changePassword: changeOwnPassword,
        beginTotp: beginOwnTotp,
        confirmTotp: confirmOwnTotp,
        removeTotp: removeOwnTotp,
        beginPasskey: beginOwnPasskey,
        addPasskey: addOwnPasskey,
        renamePasskey: renameOwnPasskey,
        removePasskey: removeOwnPasskey,
        renewCodes: renewOwnCodes,
        endSession: endOwnSession,
        endOthers: endOwnOtherSessions,
        signOutEverywhere: signOutOfAll,
      }}
    />
  );
}
