import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { GpuMatrix } from "@/components/prices/matrix/gpu-matrix";
import { OfferGoneNote } from "@/components/prices/offer-gone-note";
import { PricesView } from "@/components/prices/offers/prices-view";
import { PageHeader } from "@/components/ui/page-header";
import { clock } from "@/lib/clock";
import { gpuMatrix } from "@/lib/prices/queries";
import type { MatrixProvider } from "@/lib/prices/types";
import { alternatesOf, localeOf, type PageParams } from "../page-address";
import { orderRows } from "./order-rows";

export const revalidate = 30;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "gpus" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/gpus"),
  };
}

export default async function GpusPage({ params }: PageParams) {
  const locale = localeOf(await params);
  setRequestLocale(locale);
  const t = await getTranslations("gpus");
  const matrix = await gpuMatrix(clock.now());
  return (
    <div className="page pt-5">
      <RefreshWhenOld at={matrix.generatedAt} />
      <noscript>
        <style>{".scripted{display:none!important}.matrix{display:block!important}"}</style>
      </noscript>
      <OfferGoneNote />
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("heading")} />}
        title={t("heading")}
        note={t("note")}
      />
      <div className="pt-5">
        <PricesView providerNames={namesOf(matrix.providers)}>
          <GpuMatrix matrix={{ ...matrix, rows: orderRows(matrix.rows) }} />
        </PricesView>
      </div>
    </div>
  );
}

function namesOf(providers: readonly MatrixProvider[]): Record<string, string> {
  return Object.fromEntries(providers.map(({ id, name }) => [id, name]));
}
