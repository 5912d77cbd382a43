import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { SiteLink } from "@/components/layout/site-link";
import { CompareForm } from "@/components/prices/compare/compare-form";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findGpu, MOST_WANTED } from "@/lib/gpus/catalog";
import { comparePath, MOST_COMPARED, readComparePath, rivalOf } from "@/lib/gpus/compare-path";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "compare" });
  return {
    title: t("title"),
    description: t("pickNote"),
    alternates: alternatesOf(locale, "/compare"),
  };
}

export default async function ComparePickerPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("compare");
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("pickNote")}
      />
      <CompareForm ids={[]} choices={MOST_COMPARED} />
      <Card>
        <CardHead title={t("often")} />
        <CardBody className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {oftenCompared().map(({ href, names }) => (
            <SiteLink key={href} href={href} className="w-fit py-1 text-accent hover:underline">
              {names}
            </SiteLink>
          ))}
        </CardBody>
      </Card>
    </div>
  );
}

/** Each much wanted GPU and the one nearest to it. */
function oftenCompared() {
  const paths = MOST_WANTED.map((id) => comparePath([id, rivalOf(id) ?? id]));
  return [...new Set(paths)].map((href) => {
    const { ids } = readComparePath(href.slice("/compare/".length));
    return { href, names: ids.map((id) => findGpu(id)?.name ?? id).join(" vs ") };
  });
}
