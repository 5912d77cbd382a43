import { NextRequest } from "next/server";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/[locale]/go/[offer]/route";
import { asWorker, db, disconnect } from "@/lib/db";

afterAll(disconnect);
beforeEach(async () => {
  await asWorker(async (tx) => {
    await tx.offer.deleteMany();
    await tx.offer.create({ data: offer });
  });
});

const offer = {
  id: "off_one",
  providerId: "runpod",
  offerKey: "one",
  instanceType: "NVIDIA H100 80GB HBM3",
  gpuSpelling: "NVIDIA H100 80GB HBM3",
  gpuModel: "h100-sxm",
  gpuCount: 1,
  maxGpuCount: 8,
  isPartition: false,
  pricingModel: "on-demand",
  pricePerHourMicros: 2_690_000n,
  pricePerGpuHourMicros: 2_690_000n,
  nativePrice: "2.69 USD/GPU-hour",
  availability: "available",
  observedAt: new Date("2026-11-22T12:00:00Z"),
};
const go = async (id: string, { locale = "en", headers = {} } = {}) => {
  const request = new NextRequest(`http://localhost/go/${id}`, { headers });
  return GET(request, { params: Promise.resolve({ locale, offer: id }) });
};
const visits = async () => (await db().offerVisit.aggregate({ _sum: { count: true } }))._sum.count;
const change = (data: object) =>
  asWorker((tx) => tx.offer.update({ where: { id: offer.id }, data }));

describe("following an offer", () => {
  it("leads to the provider's own page, unseen by search engines, and is counted by day", async () => {
    const before = (await visits()) ?? 0;
    const response = await go("off_one");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("https://console.runpod.io/deploy");
    expect(response.headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(response.headers.get("cache-control")).toBe("no-store");
    await Promise.all([go("off_one"), go("off_one", { locale: "zh" })]);
    expect(await visits()).toBe(before + 3);
    const [row] = await db().offerVisit.findMany();
    expect(Object.keys(row ?? {}).sort()).toEqual(["count", "day", "gpuModel", "providerId"]);
  });

  it("is not counted while a browser only looks ahead", async () => {
    const before = await visits();
    await go("off_one", { headers: { "sec-purpose": "prefetch;prerender" } });
    expect(await visits()).toBe(before);
  });

  it.each([{ vanishedAt: offer.observedAt }, { heldReason: "zero" }, { providerId: "nobody" }])(
    "leads to the GPU's page once it is %o",
    async (data) => {
      await change(data);
      const response = await go("off_one", { locale: "zh" });
      expect(response.headers.get("location")).toBe("/zh/gpus/h100-sxm#offer-gone");
    },
  );

  it("leads to all GPUs where nobody knows the offer, or which GPU it was", async () => {
    expect((await go("off_other")).headers.get("location")).toBe("/gpus#offer-gone");
    expect((await go("https://example.com")).headers.get("location")).toBe("/gpus#offer-gone");
    await change({ vanishedAt: offer.observedAt, gpuModel: null });
    expect((await go("off_one")).headers.get("location")).toBe("/gpus#offer-gone");
  });
});
