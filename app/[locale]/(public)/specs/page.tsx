import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { toSpecRow } from "@/components/prices/specs/spec-rows";
import { SpecTable } from "@/components/prices/specs/spec-table";
import { PageHeader } from "@/components/ui/page-header";
import { allGpus } from "@/lib/gpus/catalog";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "gpu.specs" });
  return {
    title: t("title"),
    description: t("note"),
    alternates: alternatesOf(locale, "/specs"),
  };
}

export default async function SpecsPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("gpu.specs");
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <SpecTable rows={allGpus().map(toSpecRow)} />
    </div>
  );
}
