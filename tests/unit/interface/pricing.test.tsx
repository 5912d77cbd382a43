import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PriceTeaser } from "@/components/pricing/price-teaser";
import { PricingQuestions } from "@/components/pricing/pricing-questions";
import { TierCards } from "@/components/pricing/tier-cards";
import { TierTable } from "@/components/pricing/tier-table";
import { features, isAvailable } from "@/lib/billing/tiers";
import { toPriceList } from "@/lib/pricing/price-list";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const texts = { en, zh };
const all = toPriceList({ sold: ["pro", "enterprise"], hasTaxes: true });
const some = toPriceList({ sold: ["pro"], hasTaxes: false });

/** What a page says before any script has run; a text that is missing is an error. */
function drawn(node: ReactNode, locale: "en" | "zh" = "en"): string {
  const html = renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={texts[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {node}
    </NextIntlClientProvider>,
  );
  return html.replaceAll("<!-- -->", "").replaceAll("&amp;", "&");
}

const join = async () => ({ ok: true, data: { email: "" } }) as const;
const hrefsOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe("the cards of the tiers", () => {
  const html = drawn(<TierCards offers={all.offers} join={join} />);

  it("lead to the sign-up, or to the choice in the console with the interval that is shown", () => {
    expect(hrefsOf(html)).toEqual([
      "/sign-up",
      "/settings/subscription?choose=pro&interval=month",
      "/settings/subscription?choose=pro&interval=year",
      "/settings/subscription?choose=enterprise&interval=month",
      "/settings/subscription?choose=enterprise&interval=year",
    ]);
    const chinese = drawn(<TierCards offers={all.offers} join={join} />, "zh");
    expect(hrefsOf(chinese)[1]).toBe("/zh/settings/subscription?choose=pro&interval=month");
  });

  it("hold monthly and yearly prices both, so that the switch needs no script", () => {
    for (const price of ["$19.00", "$108.00", "$99.00", "$600.00", "$20.00", "$240.00"]) {
      expect(html).toContain(price);
    }
    const radios = [...html.matchAll(/<input type="radio"[^>]*>/g)].map(([tag]) => tag);
    expect(radios.map((tag) => /value="(\w+)"/.exec(tag)?.[1])).toEqual(["month", "year"]);
    expect(radios.map((tag) => tag.includes("checked"))).toEqual([true, false]);
  });

  it("say the trial and what a year saves", () => {
    expect(html).toContain("The first 14 days cost nothing");
    expect(html).toContain("saves $120.00");
    expect(html).toContain("saves $588.00");
  });

  it("take an address instead of money where a tier is not sold", () => {
    const waiting = drawn(<TierCards offers={some.offers} join={join} />);
    expect(waiting).toContain("Enterprise cannot be bought here yet.");
    expect(waiting).toContain('type="email"');
    expect(hrefsOf(waiting).join()).not.toContain("choose=enterprise");
    expect(html).not.toContain('type="email"');
  });
});

describe("the table of the tiers", () => {
  const html = drawn(<TierTable {...all} />);
  const rows = [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => row);

  const notBuilt = `>${en.pricing.planned}<`;
  it("says so of what is not built, and of nothing else", () => {
    for (const feature of features) {
      const row = rows.find((one) => one.includes(`>${en.tiers.features[feature]}</th>`));
      if (row) expect(row.includes(notBuilt)).toBe(!isAvailable(feature));
    }
    expect(rows.filter((row) => row.includes(notBuilt)).length).toBe(
      features.filter((feature) => !isAvailable(feature)).length,
    );
  });

  it("says yes and no in words, for those who do not see the marks", () => {
    expect(html).toContain(">yes</span>");
    expect(html).toContain(">not included</span>");
    expect(html).toContain("no limit");
  });
});

describe.each(["en", "zh"] as const)("the rest of the price page in %s", (locale) => {
  it("answers every question with its figures, and leads to the contact page", () => {
    const html = drawn(<PricingQuestions figures={all.figures} />, locale);
    const asked = Object.values(texts[locale].pricing.questions).filter(
      (text) => typeof text === "object",
    );
    for (const { question } of asked) expect(html).toContain(question);
    expect(hrefsOf(html)).toEqual([locale === "en" ? "/contact" : "/zh/contact"]);
    expect(html).toMatch(/7 (days|天)/);
    const other = drawn(<PricingQuestions figures={some.figures} />, locale);
    expect(other).not.toBe(html);
  });

  it("is told in short on the front page", () => {
    const html = drawn(<PriceTeaser offers={some.offers} />, locale);
    expect(html).toContain("$19.00");
    expect(html).toContain(texts[locale].pricing.teaser.waiting);
    expect(html).toContain("/pricing");
    for (const node of [
      <TierTable key="t" {...all} />,
      <TierCards key="c" {...some} join={join} />,
    ])
      expect(drawn(node, locale)).not.toBe("");
  });
});
