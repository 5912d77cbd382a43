import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VolumesPage } from "@/components/volumes/volumes-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import { attach, detach, remove } from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("volumes");
  return { title: t("title") };
}

export default async function VolumesRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <VolumesPage
      attach={attach.bind(null, teamId)}
      detach={detach.bind(null, teamId)}
      remove={remove.bind(null, teamId)}
    />
  );
}
