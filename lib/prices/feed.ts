import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import { type Locale, languageTags, localePath } from "@/lib/i18n/locales";
import type { Say } from "@/lib/i18n/translator";
import { microsToDecimal } from "@/lib/money";
import { percentOf } from "./biggest-moves";
import { providerName } from "./live-offers";
import type { PriceChange } from "./price-changes";

/** What a feed is made of. `site` is the installation's address. */
export interface FeedFacts {
  readonly changes: readonly PriceChange[];
  readonly locale: Locale;
  readonly site: string;
  readonly now: Date;
  readonly say: Say;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly at: string;
}

/** Price changes as an Atom feed (RFC 4287). */
export function toAtom(facts: FeedFacts): string {
  const { locale, site, now, say } = facts;
  const entries = entriesOf(facts).map(
    ({ id, title, url, at }) =>
      `<entry><id>${escapeXml(id)}</id><title>${escapeXml(title)}</title><link href="${escapeXml(url)}"/><updated>${at}</updated></entry>`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${languageTags[locale]}">`,
    `<id>${escapeXml(feedUrl(site, locale, "xml"))}</id>`,
    `<title>${escapeXml(say("title") ?? "")}</title>`,
    `<subtitle>${escapeXml(say("description") ?? "")}</subtitle>`,
    `<author><name>${escapeXml(new URL(site).host)}</name></author>`,
    `<link rel="self" href="${escapeXml(feedUrl(site, locale, "xml"))}"/>`,
    `<link href="${escapeXml(new URL(localePath(locale, "/gpus"), site).href)}"/>`,
    `<updated>${(facts.changes[0]?.at ?? now).toISOString()}</updated>`,
    ...entries,
    "</feed>\n",
  ].join("\n");
}

/** The same as a JSON feed (version 1.1). */
export function toJsonFeed(facts: FeedFacts): object {
  const { locale, site, say } = facts;
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: say("title") ?? "",
    description: say("description") ?? "",
    language: languageTags[locale],
    home_page_url: new URL(localePath(locale, "/gpus"), site).href,
    feed_url: feedUrl(site, locale, "json"),
    items: entriesOf(facts).map(({ id, title, url, at }) => ({
      id,
      url,
      title,
      content_text: title,
      date_published: at,
    })),
  };
}

/** Where a feed is: `/feeds/prices.xml`, `/feeds/prices.zh.json`. */
export function feedPath(locale: Locale, kind: "xml" | "json"): string {
  return `/feeds/prices${locale === "en" ? "" : `.${locale}`}.${kind}`;
}

function feedUrl(site: string, locale: Locale, kind: "xml" | "json"): string {
  return new URL(feedPath(locale, kind), site).href;
}

function entriesOf({ changes, locale, site, say }: FeedFacts): Entry[] {
  return changes.map((change) => {
    const { providerId, gpuModel, pricingModel, beforeMicros, afterMicros } = change;
    const at = change.at.toISOString();
    const title = say(afterMicros < beforeMicros ? "down" : "up", {
      gpu: findGpu(gpuModel)?.name ?? gpuModel,
      provider: providerName(providerId),
      before: formatPrice(microsToDecimal(beforeMicros)) ?? "",
      after: formatPrice(microsToDecimal(afterMicros)) ?? "",
      percent: Math.abs(percentOf(change)),
      market: say(pricingModel) ?? pricingModel,
    });
    return {
      id: `${site.replace(/\/$/, "")}/prices/${providerId}/${gpuModel}/${pricingModel}/${at}`,
      title: title ?? "",
      url: new URL(localePath(locale, `/gpus/${gpuModel}`), site).href,
      at,
    };
  });
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
