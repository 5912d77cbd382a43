import { describe, expect, it } from "vitest";
import { toOffers } from "@/lib/providers/hyperstack/map";
import { addressPrice, readPricebook } from "@/lib/providers/hyperstack/prices";
import { flavor, regionStock } from "@/lib/providers/hyperstack/wire";

const machine = flavor.parse({
  name: "n3-H100x4",
  region_name: "CANADA-1",
  gpu: "H100-80G-PCIe",
  gpu_count: 4,
  cpu: 124,
  ram: 720.0,
  disk: 100,
  ephemeral: 3200,
  stock_available: true,
});
const prices = readPricebook([{ name: "H100-80G-PCIe", value: 1.9, discount_applied: false }]);

describe("Hyperstack's pricebook", () => {
  it("counts before the discount that the owner of the key has", () => {
    const row = { name: "L40", value: 0.8, original_value: 1, discount_applied: true };
    expect(readPricebook([row]).get("L40")).toBe(1_000_000n);
    expect(readPricebook([{ ...row, discount_applied: false }]).get("L40")).toBe(800_000n);
    expect(readPricebook([{ ...row, original_value: null }]).get("L40")).toBeNull();
  });

  it("is not clear where two rows of a name differ, and is where they agree", () => {
    const one = { name: "L40", value: 1 };
    expect(readPricebook([one, { ...one, value: 2 }, one]).get("L40")).toBeNull();
    expect(readPricebook([one, one]).get("L40")).toBe(1_000_000n);
  });

  it("holds nothing of rows it cannot read", () => {
    expect(readPricebook([{ name: "L40", value: "1" }, null]).size).toBe(0);
  });
});

describe("the public address", () => {
  const row = (name: string, value: number) => ({ name, value });
  const priceIn = (...rows: object[]) => addressPrice(readPricebook(rows));

  it.each(["PublicIP", "Public IP", "public_ip", "Floating IP address", "public-ip-v4"])(
    "is found under the name %s",
    (name) => {
      expect(priceIn(row(name, 0.00672), row("L40", 1))).toBe(6_720n);
    },
  );

  it("is not clear where no row or several prices are there", () => {
    expect(priceIn(row("L40", 1), row("Zip archive", 2))).toBeNull();
    expect(priceIn(row("Public IP", 0.1), row("Floating IP", 0.2))).toBeNull();
    expect(priceIn(row("Public IP", 0.1), row("Public IP", 0.2))).toBeNull();
  });
});

describe("Hyperstack's offers", () => {
  it("hold the price of the one address that a machine has", () => {
    const rows = [
      { name: "H100-80G-PCIe", value: 1.9 },
      { name: "PublicIP", value: 0.00672043 },
    ];
    expect(toOffers(machine, { prices: readPricebook(rows), stocks: [] })).toEqual([
      expect.objectContaining({
        pricePerHourMicros: 7_606_720n,
        nativePrice: "1.9 USD/GPU-hour + 0.00672 USD/address-hour",
      }),
    ]);
  });

  it("cost a single GPU's price times their number", () => {
    expect(toOffers(machine, { prices, stocks: [] })).toEqual([
      expect.objectContaining({
        gpuCount: 4,
        pricePerHourMicros: 7_600_000n,
        nativePrice: "1.9 USD/GPU-hour",
        diskGb: 3300,
        availability: "available",
      }),
    ]);
  });

  it("are few where the stock has one machine of that size, told as a number or as text", () => {
    const stockOf = (left: unknown) =>
      regionStock.parse({
        region: "CANADA-1",
        "stock-type": "GPU",
        models: [{ model: "H100-80G-PCIe", available: "4", configurations: { "4x": left } }],
      });
    const read = (left: unknown) => toOffers(machine, { prices, stocks: [stockOf(left)] });
    expect(read(1)).toEqual([expect.objectContaining({ availability: "limited" })]);
    expect(read("1")).toEqual([expect.objectContaining({ availability: "limited" })]);
    expect(read(2)).toEqual([expect.objectContaining({ availability: "available" })]);
  });

  it("are none of machines without a GPU, and left out without a clear price", () => {
    expect(toOffers({ ...machine, gpu: "", gpu_count: 0 }, { prices, stocks: [] })).toEqual([]);
    expect(toOffers({ ...machine, gpu: "B300" }, { prices, stocks: [] })).toBe(
      "no price in the pricebook",
    );
    const unclear = new Map([["H100-80G-PCIe", null]]);
    expect(toOffers(machine, { prices: unclear, stocks: [] })).toBe(
      "no clear price in the pricebook",
    );
  });
});
