import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as gpusRoute } from "@/app/api/v1/gpus/route";
import { GET as documentRoute } from "@/app/api/v1/openapi.json/route";
import { GET as pricesRoute } from "@/app/api/v1/prices/route";
import { clock } from "@/lib/clock";
import { asWorker, db, disconnect } from "@/lib/db";
import { type NormalizedOffer, normalizeOffers } from "@/lib/prices/normalize";
import { freshIndex } from "@/lib/prices/offer-index/hold-index";
import { saveOffers } from "@/lib/prices/save-offers";
import type { ProviderOffer } from "@/lib/providers/contract";

const offer = (key: string, usd: number, part: Partial<ProviderOffer> = {}): ProviderOffer => ({
  key,
  instanceType: key,
  gpuSpelling: "NVIDIA L40S",
  gpuCount: 1,
  maxGpuCount: 1,
  isPartition: false,
  gpuMemoryGb: 48,
  vcpu: null,
  ramGb: null,
  diskGb: null,
  region: "ams",
  pricingModel: "on-demand",
  pricePerHourMicros: BigInt(usd * 1_000_000),
  currency: "USD",
  nativePrice: `${usd} USD/hour`,
  availability: "available",
  tier: null,
  ...part,
});

const believed = (offer: NormalizedOffer) => ({ ...offer, heldReason: null });

async function sell(offers: readonly ProviderOffer[]): Promise<void> {
  const now = new Date(clock.now().getTime() - 1_000);
  const { offers: rows, unknown } = normalizeOffers(offers, { day: "2026-10-06", perEuro: {} });
  await asWorker((tx) =>
    saveOffers(tx, { providerId: "vultr", offers: rows.map(believed), unknown, now }),
  );
  await freshIndex();
}

const get = (path: string, headers: Record<string, string> = {}) =>
  pricesRoute(new Request(`http://127.0.0.1/api/v1/prices${path}`, { headers }));

beforeAll(() => sell([offer("one", 2), offer("two", 1), offer("=cmd|' /C calc'!A0", 3)]));
afterAll(disconnect);

describe("the public API", () => {
  it("answers offers, cheapest first, with counts, to anyone", async () => {
    const answer = await get("?q=l40s");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const body = await answer.json();
    expect(body.rows.map((row: { instanceType: string }) => row.instanceType)).toEqual([
      "two",
      "one",
      "=cmd|' /C calc'!A0",
    ]);
    expect(body.facets.provider).toEqual([{ value: "vultr", count: 3 }]);
    expect(body.rows[0]).toMatchObject({ area: "europe", nativePrice: "1 USD/hour" });
  });

  it("says which parameter is wrong instead of guessing", async () => {
    const answer = await get("?max=cheap&sort=best&page=0&format=xml&area=moon");
    expect(answer.status).toBe(400);
    const { error } = await answer.json();
    expect(error.code).toBe("bad-parameter");
    expect(error.parameters.sort()).toEqual(["area", "format", "max", "page", "sort"]);
  });

  it("answers 304 until prices change", async () => {
    const etag = (await get("?q=l40s")).headers.get("etag") ?? "";
    expect((await get("?q=l40s", { "if-none-match": etag })).status).toBe(304);
    expect((await get("?q=l4", { "if-none-match": etag })).status).toBe(200);
    await sell([offer("one", 2), offer("two", 1.5), offer("=cmd|' /C calc'!A0", 3)]);
    const changed = await get("?q=l40s", { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect((await changed.json()).rows[0].pricePerGpuHour).toBe("1.5");
  });

  it("gives the same view as a file that no spreadsheet runs", async () => {
    const answer = await get("?q=l40s&format=csv&sort=price&order=desc");
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toContain("gpu-prices.csv");
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(",'=cmd|' /C calc'!A0,");
  });

  it("leaves out what is held, and slices unless they are asked for", async () => {
    await sell([offer("one", 2), offer("slice", 0.1, { gpuMemoryGb: 8, isPartition: true })]);
    await asWorker((tx) =>
      tx.offer.updateMany({ where: { offerKey: "one" }, data: { heldReason: "absurd" } }),
    );
    await asWorker((tx) => tx.$executeRaw`UPDATE price_version SET version = version + 1`);
    await freshIndex();
    expect((await (await get("?provider=vultr")).json()).total).toBe(0);
    expect((await (await get("?provider=vultr&slices=true")).json()).total).toBe(1);
  });

  it("lists every GPU with its data sheet, and a document of both calls", async () => {
    const gpus = await gpusRoute(new Request("http://127.0.0.1/api/v1/gpus"));
    const h100 = (await gpus.json()).gpus.find((gpu: { id: string }) => gpu.id === "h100-sxm");
    expect(h100).toMatchObject({ name: "H100 SXM", memoryGb: 80 });
    const document = await documentRoute().json();
    expect(document.openapi).toBe("3.1.0");
    const names = document.paths["/prices"].get.parameters.map((one: { name: string }) => one.name);
    expect(names).toEqual(expect.arrayContaining(["q", "area", "max", "sort", "limit", "format"]));
  });

  it("goes on answering while the database is away", async () => {
    expect((await get("?q=l4")).status).toBe(200);
    await disconnect();
    const url = process.env.DATABASE_URL;
    process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/none";
    expect((await get("?q=l40s")).status).toBe(200);
    process.env.DATABASE_URL = url;
    expect(await db().priceVersion.count()).toBe(1);
  });
});
