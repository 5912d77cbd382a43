import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LaunchPlan } from "@/components/deployments/launch-plan";
import type { OfferView } from "@/lib/prices/types";
import { findProviderMeta } from "@/lib/providers/meta";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { offer } from "./offer";

const texts = { en, zh };

/** The plan of a launch of one offer, as the words on the page. */
function shown(more: Partial<OfferView> = {}, locale: "en" | "zh" = "en"): string {
  const view = { ...offer, ...more };
  const capabilities = findProviderMeta(view.providerId)?.capabilities;
  if (!capabilities) throw new Error(`nothing is launched at ${view.providerId}`);
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={texts[locale]} timeZone="UTC">
      <LaunchPlan
        offer={view}
        capabilities={capabilities}
        count={view.gpuCount}
        machines={1}
        diskGb={null}
        volume={null}
        perHour={view.pricePerHour}
      >
        {() => null}
      </LaunchPlan>
    </NextIntlClientProvider>,
  );
  return page.replaceAll(/<[^>]*>/g, "\n");
}

describe("the plan of a launch", () => {
  it("says in which currency the provider bills and of which day the rate is", () => {
    const scaleway = {
      providerId: "scaleway",
      providerName: "Scaleway",
      nativePrice: "0.75 EUR/instance-hour",
      currency: "EUR",
      rateDay: "2026-11-25",
    };
    expect(shown(scaleway)).toMatch(/Scaleway bills in euros\. .* rate of 25 Nov 2026 and move/);
    expect(shown(scaleway, "zh")).toContain("Scaleway 以欧元计费。");
    expect(shown()).not.toContain("bills in");
  });

  it("writes the unit of the listed price in the reader's language", () => {
    expect(shown()).toContain("lists it as: 1.50 USD/GPU-hour.");
    expect(shown({}, "zh")).toContain("的原始标价：1.50 美元/GPU·小时。");
    const cents = { nativePrice: "199 US cents/instance-hour, 1 minutes at least" };
    expect(shown(cents)).toContain("199 US cents/instance-hour, 1 minute at least.");
    expect(shown(cents, "zh")).toContain("199 美分/台·小时，至少计费 1 分钟。");
  });

  it("says what the disk survives only of what the provider can do", () => {
    const at = (providerId: string) => /Data: [^\n]*/.exec(shown({ providerId }))?.[0];
    expect(at("crusoe")).toMatch(/the disk survives stop and restart and is gone for good/);
    expect(at("tensordock")).toMatch(/the disk survives a stop and is gone for good/);
    expect(at("lambda")).toMatch(/the disk survives a restart and is gone for good/);
    expect(at("primeintellect")).toMatch(/Data: the disk is gone for good/);
    expect(at("runpod")).toMatch(/\/workspace survives stop and restart;/);
    expect(at("jarvislabs")).toMatch(/\/home survives a stop;/);
  });
});
