import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PriceAge } from "@/components/prices/price-age";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const texts = { en, zh };
const price = { kind: "live", observedAt: "2026-11-22T14:02:00Z", freshness: "fresh" } as const;

function shown(locale: "en" | "zh", more: { readonly listedOn?: string } = {}): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={texts[locale]} timeZone="UTC">
      <PriceAge price={{ ...price, ...more }} />
    </NextIntlClientProvider>,
  );
}

it("tells when a price was read", () => {
  expect(shown("en")).toContain("22 Nov 14:02");
});

it("tells of a price that no API tells the day of its table alone", () => {
  const listed = { listedOn: "2026-08-22" };
  expect(shown("en", listed)).toMatch(/>list price of 22 Aug 2026</);
  expect(shown("zh", listed)).toMatch(/>2026年8月22日的价目表价格</);
  expect(shown("en", listed)).not.toContain("22 Nov");
});
