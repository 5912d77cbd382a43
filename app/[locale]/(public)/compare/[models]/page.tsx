import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { CompareForm } from "@/components/prices/compare/compare-form";
import { CompareTable } from "@/components/prices/compare/compare-table";
import { PageHeader } from "@/components/ui/page-header";
import { clock } from "@/lib/clock";
import { findGpu } from "@/lib/gpus/catalog";
import { comparePath, MOST_COMPARED, readComparePath } from "@/lib/gpus/compare-path";
import { localePath } from "@/lib/i18n/locales";
import { comparison } from "@/lib/market/queries";
import { alternatesOf, localeOf } from "../../page-address";

export const revalidate = 30;

/** No comparison is made at build time; each is made when first asked for. */
export function generateStaticParams(): { models: string }[] {
  return [];
}

interface CompareParams {
  readonly params: Promise<{ locale: string; models: string }>;
}

export async function generateMetadata({ params }: CompareParams): Promise<Metadata> {
  const { models, ...rest } = await params;
  const locale = localeOf(rest);
  const t = await getTranslations({ locale, namespace: "compare" });
  const { ids } = readComparePath(models);
  const names = namesOf(ids);
  return {
    title: t("titleOf", { names }),
    description: t("description", { names }),
    alternates: alternatesOf(locale, comparePath(ids)),
  };
}

export default async function ComparePage({ params }: CompareParams) {
  const { models, ...rest } = await params;
  const locale = localeOf(rest);
  setRequestLocale(locale);
  const { ids, isCanonical } = readComparePath(models);
  const [first] = ids;
  if (!first) notFound();
  if (ids.length === 1) redirect(localePath(locale, `/gpus/${first}`));
  if (!isCanonical) redirect(localePath(locale, comparePath(ids)));
  const t = await getTranslations("compare");
  const now = clock.now();
  const gpus = await comparison(ids, now);
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <RefreshWhenOld at={now.toISOString()} />
      <PageHeader
        above={
          <PageCrumbs
            trail={[{ href: "/compare", name: t("title") }]}
            here={t("of", { names: namesOf(ids) })}
          />
        }
        title={namesOf(ids)}
        note={t("note")}
      />
      <CompareTable gpus={gpus} />
      {ids.length < MOST_COMPARED && <CompareForm ids={ids} choices={1} />}
    </div>
  );
}

function namesOf(ids: readonly string[]): string {
  return ids.map((id) => findGpu(id)?.name ?? id).join(" vs ");
}
