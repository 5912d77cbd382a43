import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapterMakers } from "@/lib/providers/registry";
import { fixture } from "./provider-cases";
import { type Recorded, type RecordedServer, startRecordedServer } from "./recorded-server";
import { caught } from "./stage";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const list = (id: string, answer: (path: string) => Recorded) => {
  server.answer((asked) => answer(asked.path));
  const { baseUrl } = server;
  const adapter = adapterMakers[id]?.({ baseUrl, hosts: { spot: `${baseUrl}/spot` }, pace: 100 });
  return adapter?.prices?.list({}) ?? Promise.reject(new Error(`no prices of ${id}`));
};

describe("long price lists", () => {
  it("of Scaleway end at an empty page where their own count is wrong", async () => {
    const { offers } = await list("scaleway", (path) => ({
      json: path.endsWith("&page=1")
        ? { ...fixture("scaleway/products-1"), total_count: 9_000 }
        : { products: [], total_count: 9_000 },
    }));
    expect(offers).toHaveLength(2);
    expect(server.asked).toHaveLength(2);
  });

  it("of Azure that never end are given up", async () => {
    const full = { Items: Array(100).fill({}), NextPageLink: "https://prices.azure.com/more" };
    const error = await caught(list("azure", () => ({ json: full })));
    expect(error).toMatchObject({ kind: "transient" });
    expect(error.detail).toContain("does not end");
  });
});

describe("a price list that anyone may read", () => {
  it("is read at Vultr without the key that is there", async () => {
    const none = { plans: [], plans_metal: [], meta: { links: { next: "" } } };
    server.answer(() => ({ json: none }));
    const adapter = adapterMakers.vultr?.({ baseUrl: server.baseUrl });
    await adapter?.prices?.list({ credentials: { apiKey: "a-key-of-somebody" } });
    expect(server.asked.length).toBeGreaterThan(1);
    expect(server.asked.filter(({ headers }) => headers.authorization)).toEqual([]);
  });
});

describe("price lists that changed their meaning", () => {
  it("are refused where OVHcloud's catalogue is in another currency", async () => {
    const json = { ...fixture("ovhcloud/catalog"), locale: { currencyCode: "CAD" } };
    expect((await caught(list("ovhcloud", () => ({ json })))).detail).toBe("a catalogue in CAD");
  });

  it("are refused where AWS no longer tells spot prices by the hour", async () => {
    const monthly = { config: { rate: "permonth", regions: [] } };
    const answers = (path: string): Recorded =>
      path.startsWith("/spot/")
        ? { json: monthly }
        : path.startsWith("/locations/")
          ? { json: fixture("aws/locations") }
          : { json: { regions: {} } };
    expect((await caught(list("aws", answers))).kind).toBe("transient");
  });

  it("count an AWS region that has no file, and keep the others", async () => {
    const answers = (path: string): Recorded => {
      if (path.startsWith("/spot/")) return { json: fixture("aws/spot") };
      if (path.startsWith("/locations/")) return { json: fixture("aws/locations") };
      const isMissing = path.includes("Frankfurt");
      return isMissing
        ? { status: 404, raw: "<Error><Code>NoSuchKey</Code></Error>" }
        : { json: fixture("aws/on-demand-us-east-1") };
    };
    const { offers, skipped } = await list("aws", answers);
    expect(skipped).toContainEqual({
      reason: "a region without a price list",
      example: "EU (Frankfurt)",
    });
    expect(offers.some((offer) => offer.key === "p5.48xlarge/on-demand/us-east-1")).toBe(true);
  });
});
