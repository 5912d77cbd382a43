import type { GpuModel } from "@/lib/gpus/catalog";
import type { PriceRange } from "@/lib/market/types";

export interface ProductFactsProps {
  readonly range: PriceRange | null;
  readonly gpu: GpuModel;
}

/**
 * What a GPU costs on demand for search engines, of the offers of which the page names the cheapest;
 * nothing where nobody sells it now.
 */
export function ProductFacts({ range, gpu }: ProductFactsProps) {
  if (range === null) return null;
  const facts = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: gpu.name,
    category: "GPU",
    brand: { "@type": "Brand", name: gpu.vendor },
    offers: {
      "@type": "AggregateOffer",
      priceCurrency: "USD",
      lowPrice: range.lowest,
      highPrice: range.highest,
      offerCount: range.offerCount,
    },
  };
  const json = JSON.stringify(facts).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own JSON, with every "<" escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
