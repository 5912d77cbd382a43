import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { OfferCard } from "@/components/deployments/offer-card";
import type { OfferView } from "@/lib/prices/types";
import en from "@/messages/en.json";

const offer: OfferView = {
  kind: "live",
  id: "off_1",
  providerId: "lambda",
  providerName: "Lambda",
  modelId: "l40s",
  modelName: "L40S",
  instanceType: "one",
  gpuSpelling: "L40S",
  gpuCount: 1,
  maxGpuCount: 1,
  isPartition: false,
  gpuMemoryGb: 48,
  vcpu: 8,
  ramGb: 147,
  leastMinutes: 0,
  diskGb: null,
  region: "us-east1-a",
  area: null,
  pricingModel: "on-demand",
  tier: null,
  pricePerHour: "1.5",
  pricePerGpuHour: "1.5",
  nativePrice: "1.50 USD/GPU-hour",
  currency: "USD",
  availability: "available",
  observedAt: new Date().toISOString(),
  freshness: "fresh",
  vanished: false,
  isLaunchable: true,
  brokeredFrom: null,
  brokeredName: null,
};

function shown(more: Partial<OfferView> = {}): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <OfferCard offer={{ ...offer, ...more }} />
    </NextIntlClientProvider>,
  );
}

describe("the offer that is launched", () => {
  it("has the age of the list its price was read from", () => {
    expect(shown()).toContain(">price of ");
  });

  it("does not call a price fresh that no API tells", () => {
    const card = shown({ providerId: "crusoe", providerName: "Crusoe" });
    expect(card).toContain("price from a dated page, stock of ");
  });

  it("names the cloud behind a broker", () => {
    expect(shown()).not.toContain("runs at");
    expect(shown({ brokeredName: "Massed Compute" })).toContain("runs at Massed Compute");
  });
});
