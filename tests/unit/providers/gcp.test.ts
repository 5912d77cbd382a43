import { describe, expect, it } from "vitest";
import { machines } from "@/lib/providers/gcp/machines";
import { toOffers } from "@/lib/providers/gcp/map";
import { isUnknownGpu, partOf } from "@/lib/providers/gcp/parts";
import { readRates } from "@/lib/providers/gcp/rates";

const place = ["us-central1"];

function sku(description: string, usd: number, more: Partial<Record<string, unknown>> = {}) {
  const nanos = Math.round(usd * 1e9);
  const unitPrice = {
    currencyCode: more.currency ?? "USD",
    units: String(Math.floor(nanos / 1e9)),
    nanos: nanos % 1e9,
  };
  return {
    description,
    category: {
      resourceGroup: String(more.group ?? "GPU"),
      usageType: String(more.usage ?? "OnDemand"),
    },
    serviceRegions: more.regions ?? place,
    pricingInfo: [
      {
        pricingExpression: {
          usageUnit: more.unit ?? (/ Ram /.test(description) ? "GiBy.h" : "h"),
          tieredRates: more.tiers ?? [{ unitPrice }],
        },
      },
    ],
  };
}

const l4 = (name: string) => [
  sku("G2 Instance Core running in Americas", 0.024988),
  sku("G2 Instance Ram running in Americas", 0.002927),
  sku(name, 0.56004),
];

const offersOf = (rows: readonly unknown[], machine: string) => {
  const known = readRates(rows);
  return machines.filter(({ name }) => name === machine).flatMap((one) => toOffers(one, known));
};
const partId = (description: string, usage = "OnDemand") =>
  partOf({ description, category: { resourceGroup: "GPU", usageType: usage } })?.id;

describe("a part of a machine", () => {
  it.each([
    ["Nvidia L4 GPU running in Netherlands", "nvidia-l4"],
    ["Nvidia L4 GPU attached to Spot Preemptible VMs running in Hong Kong", "nvidia-l4"],
    ["Nvidia Tesla A100 GPU running in Americas", "nvidia-tesla-a100"],
    ["Nvidia Tesla A100 80GB GPU running in Americas", "nvidia-a100-80gb"],
    ["Nvidia H100 80GB Mega GPU running in Frankfurt", "nvidia-h100-mega-80gb"],
    ["Nvidia H100 80GB Plus GPU running in Americas", "nvidia-h100-mega-80gb"],
    ["Nvidia H100 80GB GPU running in Americas", "nvidia-h100-80gb"],
    ["RTX 6000 96GB running in Belgium", "nvidia-rtx-pro-6000"],
    ["Spot Preemptible A4 Nvidia B200 (1 gpu slice) running in Mumbai", "nvidia-b200"],
    ["Spot Preemptible A3Ultra Instance Core running in Americas", "a3ultra core"],
    ["SSD backed Local Storage", "ssd"],
    ["SSD backed Local Storage attached to Spot Preemptible VMs in Salt Lake City", "ssd"],
  ])("%s is %s", (description, id) => {
    expect(partId(description)).toBe(id);
  });

  it.each([
    "DWS Calendar Mode A4 Nvidia B200 (1 gpu slice) running in Americas",
    "Reserved Nvidia H100 80GB Mega GPU in Americas in Calendar Mode",
    "Nvidia H100 Mega 80GB GPU attached to DWS Defined Duration VMs running in Americas",
    "Nvidia Tesla T4 GPU attached to Sole Tenancy VMs running in Americas",
    "Nvidia L4 Virtual Workstation GPU running in Netherlands",
    "Custom G2 Instance Core running in Americas",
  ])("is not %s", (description) => {
    expect(partId(description)).toBeUndefined();
    const category = { resourceGroup: "GPU", usageType: "OnDemand" };
    expect(isUnknownGpu({ description, category })).toBe(false);
  });

  it("is no commitment, whatever it is called", () => {
    expect(partId("Nvidia L4 GPU running in Americas", "Commit1Yr")).toBeUndefined();
  });

  it("is noticed when nobody knows its card", () => {
    const category = { resourceGroup: "GPU", usageType: "OnDemand" };
    expect(isUnknownGpu({ description: "Nvidia R100 GPU running in Ohio", category })).toBe(true);
  });
});

describe("a machine's price", () => {
  it("is the sum of cards, cores and memory, rounded once", () => {
    const [offer] = offersOf(l4("Nvidia L4 GPU running in Americas"), "g2-standard-48");
    expect(offer).toMatchObject({
      pricePerHourMicros: 4_001_568n,
      gpuCount: 4,
      pricingModel: "on-demand",
      availability: "unknown",
    });
  });

  it("is not told while a part has none in that region", () => {
    const rows = l4("Nvidia L4 GPU running in Americas");
    expect(offersOf(rows.slice(0, 2), "g2-standard-4")).toEqual([]);
    expect(offersOf(rows.slice(1), "g2-standard-4")).toEqual([]);
    const elsewhere = [...rows.slice(0, 2), { ...rows[2], serviceRegions: ["us-east1"] }];
    expect(offersOf(elsewhere, "g2-standard-4")).toEqual([]);
  });

  it("is not told while two rows disagree on a part", () => {
    const rows = l4("Nvidia L4 GPU running in Americas");
    const known = readRates([...rows, sku("Nvidia L4 GPU running in Iowa", 0.6)]);
    expect(known.skipped).toMatchObject([{ reason: "two prices for one part" }]);
    expect(offersOf([...rows, sku("Nvidia L4 GPU running in Iowa", 0.6)], "g2-standard-4")).toEqual(
      [],
    );
    const same = [...rows, sku("Nvidia L4 GPU running in Iowa", 0.56004)];
    expect(offersOf(same, "g2-standard-4")).toHaveLength(1);
  });

  it("holds the local disks, which are priced by the month after a free tier", () => {
    const free = { unitPrice: { currencyCode: "USD", units: "0", nanos: 0 } };
    const paid = { unitPrice: { currencyCode: "USD", units: "0", nanos: 80_000_000 } };
    const rows = [
      sku("A2 Instance Core running in Americas", 0.031611),
      sku("A2 Instance Ram running in Americas", 0.004237),
      sku("Nvidia Tesla A100 80GB GPU running in Americas", 3.92808),
      sku("SSD backed Local Storage", 0, { unit: "GiBy.mo", tiers: [free, paid] }),
    ];
    expect(offersOf(rows.slice(0, 3), "a2-ultragpu-1g")).toEqual([]);
    expect(offersOf(rows, "a2-ultragpu-1g")).toMatchObject([
      { pricePerHourMicros: 5_068_798n, diskGb: 375 },
    ]);
  });

  it("is a spot price where the words say so, whatever its usage type", () => {
    const rows = [
      sku("A4 Nvidia B200 (1 gpu slice) running in Americas", 16.11),
      sku("Spot Preemptible A4 Nvidia B200 (1 gpu slice) running in Americas", 4.9542),
    ];
    expect(offersOf(rows, "a4-highgpu-8g")).toMatchObject([
      { pricingModel: "spot", pricePerHourMicros: 39_633_600n, gpuCount: 8 },
    ]);
  });

  it.each([
    ["another unit", { unit: "GiBy.mo" }],
    ["another currency", { currency: "EUR" }],
    ["no price", { tiers: [{ unitPrice: { currencyCode: "USD" } }] }],
  ])("never comes from %s", (reason, more) => {
    const { skipped, rates } = readRates([sku("Nvidia L4 GPU running in Americas", 0.5, more)]);
    expect(skipped).toMatchObject([{ reason }]);
    expect(rates.size).toBe(0);
  });
});
