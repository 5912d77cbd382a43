import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { OfferCard } from "@/components/deployments/offer-card";
import type { OfferView } from "@/lib/prices/types";
import en from "@/messages/en.json";
import { offer } from "./offer";

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
    const card = shown({ providerId: "crusoe", providerName: "Crusoe", listedOn: "2026-08-22" });
    expect(card).toContain("list price of 22 Aug 2026, stock of ");
  });

  it("names the cloud behind a broker", () => {
    expect(shown()).not.toContain("runs at");
    expect(shown({ brokeredName: "Massed Compute" })).toContain("runs at Massed Compute");
  });

  it("says that an offer's parts are for one GPU where more can be asked for", () => {
    expect(shown()).toContain("8 vCPU · 147 GB RAM<");
    expect(shown({ maxGpuCount: 4 })).toContain("8 vCPU · 147 GB RAM for each GPU");
  });
});
