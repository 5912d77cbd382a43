import { expect, it } from "vitest";
import { cheapestByArea, cloudCount, monthlyOffers, priceRange } from "@/lib/market/cheapest";
import { feesOf } from "@/lib/market/fees";
import { toOfferView } from "@/lib/prices/live-offers";
import { makeOffer } from "../prices/live-offer";

const offer = (price: bigint, changes: Parameters<typeof makeOffer>[0] = {}) =>
  toOfferView(
    makeOffer({
      pricePerGpuHourMicros: price,
      pricePerHourMicros: price * BigInt(changes.gpuCount ?? 1),
      ...changes,
    }),
  );

it("names the cheapest of each part of the world, what cannot be placed last", () => {
  const areas = cheapestByArea([
    offer(3_000_000n),
    offer(2_000_000n),
    offer(1_000_000n, { region: null }),
    offer(1_500_000n, { region: "EU-RO-1" }),
    offer(900_000n, { region: "EU-RO-1", pricingModel: "spot" }),
  ]);
  const shape = areas.map(({ area, onDemand, spot }) => [
    area,
    onDemand?.pricePerGpuHour ?? null,
    spot?.pricePerGpuHour ?? null,
  ]);
  expect(shape).toEqual([
    ["europe", "1.5", "0.9"],
    ["us", "2", null],
    [null, "1", null],
  ]);
});

it("counts neither slices, nor what is sold out, nor what was seen too long ago", () => {
  const none = [
    offer(1n, { isPartition: true }),
    offer(1n, { availability: "unavailable" }),
    offer(1n, { freshness: "old" }),
    offer(1n, { isVanished: true }),
  ];
  expect(cheapestByArea(none)).toEqual([]);
  expect(monthlyOffers(none)).toEqual([]);
});

it("reckons a month with each provider's cheapest, and with what its disks cost", () => {
  const offers = [
    offer(4_000_000n, { providerId: "lambda" }),
    offer(3_000_000n),
    offer(2_000_000n),
    offer(1_000_000n, { pricingModel: "spot" }),
  ];
  expect(monthlyOffers(offers)).toMatchObject([
    {
      providerName: "RunPod",
      gpuCount: 1,
      pricePerHour: "2",
      fees: { storage: "0.1", stopped: "disk" },
    },
    { providerName: "Lambda", pricePerHour: "4", fees: { stopped: "cannot-stop" } },
  ]);
});

it("reckons with one GPU where the provider sells one, else says how many its machine has", () => {
  const offers = [
    offer(2_000_000n, { gpuCount: 8 }),
    offer(3_500_000n),
    offer(3_000_000n, { gpuCount: 8, providerId: "lambda" }),
  ];
  expect(monthlyOffers(offers)).toMatchObject([
    { providerName: "RunPod", gpuCount: 1, pricePerHour: "3.5" },
    { providerName: "Lambda", gpuCount: 8, pricePerHour: "24" },
  ]);
});

it("knows no fee that nobody published", () => {
  expect(feesOf("nobody")).toEqual({
    storage: null,
    stoppedStorage: null,
    egress: null,
    stopped: null,
    source: null,
  });
});

it("counts a machine that its cloud and brokers sell once, and a broker's cheaper one too", () => {
  const own = offer(2_000_000n, { providerId: "lambda" });
  const broker = (price: bigint, providerId = "shadeform") =>
    offer(price, { providerId, brokeredFrom: "lambda" });
  const all = [own, broker(2_000_000n), broker(2_000_000n, "primeintellect")];
  expect(priceRange(all)).toEqual({ lowest: "2", highest: "2", offerCount: 1 });
  expect(cloudCount(all)).toBe(1);
  const cheaper = [...all, broker(1_900_000n)];
  expect(priceRange(cheaper)).toEqual({ lowest: "1.9", highest: "2", offerCount: 2 });
  const soldOut = offer(1n, { providerId: "vultr", availability: "unavailable" });
  expect(cloudCount([...cheaper, offer(3_000_000n), soldOut])).toBe(2);
});
