import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TemplatesPage } from "@/components/templates/templates-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import {
  createTeamTemplate,
  duplicateTeamTemplate,
  editTeamTemplate,
  removeTeamTemplate,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("templates");
  return { title: t("title") };
}

export default async function TemplatesRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <TemplatesPage
      acts={{
        create: createTeamTemplate.bind(null, teamId),
        edit: editTeamTemplate.bind(null, teamId),
        duplicate: duplicateTeamTemplate.bind(null, teamId),
        remove: removeTeamTemplate.bind(null, teamId),
      }}
    />
  );
}
