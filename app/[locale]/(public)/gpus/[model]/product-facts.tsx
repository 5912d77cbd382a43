import type { GpuModel } from "@/lib/gpus/catalog";
import type { GpuPage } from "@/lib/prices/types";

export interface ProductFactsProps {
  readonly page: GpuPage;
  readonly gpu: GpuModel;
}

/** The live offers of a GPU for search engines; nothing where nobody sells it now. */
export function ProductFacts({ page, gpu }: ProductFactsProps) {
  const onSale = page.offers.filter(
    (offer) => !offer.isPartition && offer.availability !== "unavailable",
  );
  const prices = onSale.map((offer) => offer.pricePerGpuHour);
  const sorted = prices.toSorted((one, other) => Number(one) - Number(other));
  if (sorted.length === 0) return null;
  const facts = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: page.name,
    category: "GPU",
    brand: { "@type": "Brand", name: gpu.vendor },
    offers: {
      "@type": "AggregateOffer",
      priceCurrency: "USD",
      lowPrice: sorted.at(0),
      highPrice: sorted.at(-1),
      offerCount: sorted.length,
    },
  };
  const json = JSON.stringify(facts).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with every "<" escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
