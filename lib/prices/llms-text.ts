import { formatPrice } from "@/lib/format/money";
import { speak } from "@/lib/i18n/translator";
import { feedPath } from "./feed";
import type { HomeView, SourcesView } from "./types";

export interface MachineFacts {
  readonly home: HomeView;
  readonly sources: SourcesView;
  readonly site: string;
  readonly world: "sandbox" | "live";
}

/** The site in the form of llmstxt.org: what it is, today's lowest prices, where the data are. */
export function describeForMachines({ home, sources, site, world }: MachineFacts): string {
  const say = speak("en", "llms");
  const link = (path: string, key: string) =>
    `- [${say(`${key}.name`)}](${new URL(path, site).href}): ${say(`${key}.text`)}`;
  const prices = home.cards.flatMap(({ modelId, name, cheapest }) =>
    cheapest?.kind === "live"
      ? [
          `- [${name}](${new URL(`/gpus/${modelId}`, site).href}): ${say("from", {
            price: formatPrice(cheapest.pricePerGpuHour) ?? cheapest.pricePerGpuHour,
            provider: cheapest.providerName,
            at: cheapest.listedOn ?? cheapest.observedAt,
          })}`,
        ]
      : [],
  );
  const working = sources.live.filter(({ state }) => state === "ok").length;
  return [
    `# ${say("title")}`,
    `> ${say("summary", { offers: home.liveOfferCount, providers: home.liveProviderCount, working, known: sources.live.length })}`,
    ...(world === "sandbox" ? [say("sandbox")] : []),
    say("method"),
    `## ${say("pricesTitle")}`,
    prices.join("\n") || say("noPrices"),
    `## ${say("dataTitle")}`,
    [
      link("/api/v1/prices", "prices"),
      link("/api/v1/gpus", "gpus"),
      link("/api/v1/openapi.json", "openapi"),
      link(feedPath("en", "xml"), "feed"),
      link("/sitemap.xml", "sitemap"),
    ].join("\n"),
    `## ${say("pagesTitle")}`,
    [
      link("/gpus", "table"),
      link("/sources", "sources"),
      link("/providers", "providers"),
      link("/pricing", "pricing"),
    ].join("\n"),
    "",
  ].join("\n\n");
}
