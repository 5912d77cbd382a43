import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { useAlarmWords } from "@/components/admin/alarm-words";
import type { Locale } from "@/lib/i18n/locales";
import { alarmKinds } from "@/lib/payments/raise-alarm";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

type Alarm = Parameters<ReturnType<typeof useAlarmWords>>[0];

function Said(alarm: Alarm) {
  const { title, text } = useAlarmWords()(alarm);
  return `${title}: ${text}`;
}

function said(alarm: Alarm, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={{ en, zh }[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <Said {...alarm} />
    </NextIntlClientProvider>,
  );
}

const facts = {
  price: "price_1",
  keptTier: "pro",
  type: "invoice.paid",
  kept: "sub_1",
  amount: 1_900,
  currency: "usd",
  reason: "fraudulent",
  apiVersion: "2020-01-01",
  livemode: "false",
  failure: "timeout",
  expectedCents: 1_900,
  found: 1,
  foundCents: 2_900,
};

describe("an alarm about money", () => {
  it.each(["en", "zh"] as const)("is said in words, whatever its kind (%s)", (locale) => {
    for (const kind of alarmKinds) expect(said({ kind, facts }, locale)).not.toMatch(/[{}]/);
  });

  it("names money as money", () => {
    expect(said({ kind: "dispute", facts })).toContain("$19.00");
    expect(said({ kind: "price-not-ready", facts })).toContain("At Stripe: $29.00.");
    const missing = { expectedCents: 1_900, found: 0, foundCents: null };
    expect(said({ kind: "price-not-ready", facts: missing })).toContain("no active price");
  });

  it("of a kind nobody knows here stands as it was stored", () => {
    const text = said({ kind: "of-tomorrow", facts: { one: 1 } });
    expect(text).toContain("of-tomorrow");
    expect(text).toContain("one");
  });
});
