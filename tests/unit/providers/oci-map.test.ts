import { describe, expect, it } from "vitest";
import { toOffers, toRate } from "@/lib/providers/oci/map";
import { readShapeName } from "@/lib/providers/oci/read-shape-name";

describe("an Oracle shape's name", () => {
  it.each([
    ["VM.GPU2.1", "1 P100 16"],
    ["VM.GPU3.4", "4 V100 16"],
    ["BM.GPU4.8", "8 A100 40"],
    ["BM.GPU.A100-v2.8", "8 A100 80"],
    ["BM.GPU.GB200.4 (NVL72)", "4 GB200 192"],
    ["BM.GPU.RTXPRO.8", "8 RTX PRO 6000 96"],
  ])("%s says %s", (name, said) => {
    const gpus = readShapeName(name);
    expect(gpus && `${gpus.count} ${gpus.spelling} ${gpus.memoryGb}`).toBe(said);
  });

  it.each(["BM.GPU.H100T.8", "BM.GPU.A100.8", "VM.Standard2.8", "BM.GPU.H100.0"])(
    "%s is not guessed",
    (name) => {
      expect(readShapeName(name)).toBeNull();
    },
  );
});

describe("an Oracle shape", () => {
  const price = (value: number, metricName = "GPU Per Hour", model = "PAY_AS_YOU_GO") =>
    toRate({
      partNumber: "B1",
      metricName,
      currencyCodeLocalizations: [{ currencyCode: "USD", prices: [{ model, value }] }],
    });
  const shape = {
    name: "BM.GPU.GB300.4 (NVL72)",
    allowPreemptible: false,
    bundleMemoryQty: null,
    gpuQty: 4,
    products: [{ partNumber: "B1", qty: null, type: { value: "ocpu" } }],
  };
  const read = (rate: ReturnType<typeof price>, changes = {}) =>
    toOffers({ ...shape, ...changes }, new Map(rate ? [["B1", rate]] : []));

  it("has the cores and memory that the file lacks, one thread a core on Arm", () => {
    expect(read(price(18))).toMatchObject([
      { instanceType: "BM.GPU.GB300.4", vcpu: 144, ramGb: 960, pricePerHourMicros: 72_000_000n },
    ]);
  });

  it("has two threads a core although the file calls the machine Arm", () => {
    const products = [{ partNumber: "B1", qty: 64.9, type: { value: "ocpu" } }];
    const changes = { name: "BM.GPU4.8", gpuQty: 8, bundleMemoryQty: 2048, products };
    expect(read(price(3.05), changes)).toMatchObject([{ vcpu: 128, ramGb: 2048 }]);
  });

  it("costs by core where its part does, in whole cores", () => {
    const products = [{ partNumber: "B1", qty: 12.6, type: { value: "ocpu" } }];
    const changes = { name: "VM.GPU2.1", gpuQty: 1, products };
    expect(read(price(0.1, "OCPU Per Hour"), changes)).toMatchObject([
      { pricePerHourMicros: 1_200_000n },
    ]);
    expect(read(price(0.1, "OCPU Per Hour"))).toBe("priced by cores it does not tell");
  });

  it.each([
    ["is free of charge", price(0)],
    ["is paid by the month", price(900, "Node Per Month")],
    ["is paid in advance", price(9, "GPU Per Hour", "MONTHLY_COMMIT")],
  ])("has no price where its part %s", (_how, rate) => {
    expect(rate).toBeNull();
    expect(read(rate)).toBe("no price");
  });

  it("is left out where its name and its count of GPUs disagree", () => {
    expect(read(price(18), { gpuQty: 8 })).toBe("its name and its count of GPUs disagree");
  });
});
