import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IncidentPage } from "@/components/incidents/incident-page";
import { type LocaleParams, pageLocale } from "../../../../page-locale";
import { pageTeamId } from "../../../page-team";
import { noteIncident, takeIncident } from "../actions";

interface IncidentRouteProps extends LocaleParams {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("incidents");
  return { title: t("one") };
}

export default async function IncidentRoute(props: IncidentRouteProps) {
  await pageLocale(props);
  const [{ id }, teamId] = await Promise.all([props.params, pageTeamId()]);
  return (
    <IncidentPage
      id={id}
      acts={{ take: takeIncident.bind(null, teamId), note: noteIncident.bind(null, teamId) }}
    />
  );
}
