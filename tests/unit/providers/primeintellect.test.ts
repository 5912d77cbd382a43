import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrimeIntellect } from "@/lib/providers/primeintellect";
import { fixture } from "@/tests/contract/provider-cases";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const list = () =>
  createPrimeIntellect({ baseUrl: server.baseUrl }).prices?.list({
    credentials: { apiKey: "key" },
  }) ?? Promise.reject(new Error("no prices face"));

const nothing = fixture("primeintellect/gpus-empty");
const pages = (path: string) =>
  fixture(path.includes("page=2") ? "primeintellect/gpus-2" : "primeintellect/gpus-1");

describe("Prime Intellect's price list", () => {
  it("is asked for again when a replica that knows nothing answers", async () => {
    let asked = 0;
    server.answer(({ path }) => {
      asked += 1;
      return { json: asked === 1 ? nothing : pages(path) };
    });
    expect((await list()).offers).toHaveLength(6);
  });

  it("is not believed to be empty while the summary names prices", async () => {
    server.answer(({ path }) => ({
      json: path.includes("summary") ? fixture("primeintellect/gpu-summary") : nothing,
    }));
    expect((await caught(list())).kind).toBe("transient");
    server.answer(({ path }) => ({ json: path.includes("summary") ? {} : nothing }));
    expect((await list()).offers).toEqual([]);
  });

  it("is refused when it ends before its own count", async () => {
    server.answer(({ path }) => ({
      json: path.includes("page=1") ? pages(path) : { items: [], totalCount: 8 },
    }));
    expect((await caught(list())).kind).toBe("transient");
  });

  it("names the cloud behind each offer, the currency, and hours paid in advance", async () => {
    server.answer(({ path }) => ({ json: pages(path) }));
    const { offers } = await list();
    expect(offers.map((offer) => offer.brokeredFrom)).toEqual([
      "runpod",
      "lambda",
      "verda",
      "runpod",
      "scaleway",
      null,
    ]);
    expect(offers.map((offer) => offer.sharesAddress)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(offers.map((offer) => offer.currency)).toEqual([
      "USD",
      "USD",
      "USD",
      "USD",
      "EUR",
      "USD",
    ]);
    expect(offers.at(-1)).toMatchObject({
      pricingModel: "reserved",
      nativePrice: "25.12 USD/instance-hour, 24 hours paid in advance",
    });
  });

  it("takes memory from the type's name and adds no disk to a price that holds it", async () => {
    server.answer(({ path }) => ({ json: pages(path) }));
    const { offers } = await list();
    expect(offers[1]).toMatchObject({ gpuCount: 8, gpuMemoryGb: 80, region: "us-east-1, US" });
    expect(offers[0]).toMatchObject({ diskGb: 120, pricePerHourMicros: 1_656_800n });
  });
});
