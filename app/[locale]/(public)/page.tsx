import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RefreshWhenOld } from "@/components/layout/refresh-when-old";
import { SiteLink } from "@/components/layout/site-link";
import { BiggestMoves } from "@/components/prices/biggest-moves";
import { GpuCard } from "@/components/prices/gpu-card";
import { SearchBox } from "@/components/prices/search-box";
import { PriceTeaser } from "@/components/pricing/price-teaser";
import { clock } from "@/lib/clock";
import { homeView } from "@/lib/prices/queries";
import { priceList } from "@/lib/pricing/queries";
import { ConsoleSections } from "./console-sections";
import { alternatesOf, localeOf, type PageParams } from "./page-address";

export const revalidate = 30;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  return { alternates: alternatesOf(locale, "/") };
}

export default async function HomePage({ params }: PageParams) {
  const locale = localeOf(await params);
  setRequestLocale(locale);
  const t = await getTranslations("home");
  const view = await homeView(clock.now());
  return (
    <>
      <RefreshWhenOld at={view.generatedAt} />
      <section className="page grid gap-4 pt-8 pb-6 lg:grid-cols-[1fr_auto] lg:items-end lg:pt-10">
        <div>
          <h1 className="text-[26px]/9 tracking-tight sm:text-2xl">{t("headline")}</h1>
          <p className="mt-2 text-md text-muted">
            {t("counts", { offers: view.liveOfferCount, providers: view.liveProviderCount })}
          </p>
        </div>
        <div className="lg:w-lg">
          <SearchBox />
        </div>
      </section>
      <section aria-labelledby="wanted" className="sm:page">
        <div className="flex items-baseline justify-between gap-4 pb-3 max-sm:px-4">
          <h2 id="wanted" className="text-base text-muted">
            {t("wanted")}
          </h2>
          <SiteLink
            href="/gpus"
            className="whitespace-nowrap py-1 font-medium text-accent hover:underline"
          >
            {t("all")}
          </SiteLink>
        </div>
        <ul className="divide-y divide-line border-y border-line bg-surface sm:grid sm:grid-cols-2 sm:gap-3 sm:divide-y-0 sm:border-0 sm:bg-transparent md:grid-cols-3 lg:grid-cols-5">
          {view.cards.map((card) => (
            <GpuCard key={card.modelId} card={card} until={view.generatedAt} />
          ))}
        </ul>
      </section>
      <BiggestMoves moves={view.moves} />
      <ConsoleSections />
      <PriceTeaser offers={priceList().offers} />
    </>
  );
}
