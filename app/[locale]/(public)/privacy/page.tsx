import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { DraftNote } from "@/components/legal/draft-note";
import { StoredTable } from "@/components/legal/stored-table";
import { TextParts } from "@/components/legal/text-parts";
import { Card, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

const parts = ["browser", "others", "length", "operator"] as const;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "legal.privacy" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/privacy"),
  };
}

export default async function PrivacyPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("legal.privacy");
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <DraftNote />
      <Card>
        <CardHead title={t("storedTitle")} note={t("storedNote")} />
        <StoredTable sessionDays={SESSION_SECONDS / 86_400} />
      </Card>
      <TextParts page="privacy" ids={parts} />
    </div>
  );
}
