import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVerda } from "@/lib/providers/verda";
import { toOffers } from "@/lib/providers/verda/map";
import { instanceType } from "@/lib/providers/verda/wire";
import { fixture } from "@/tests/contract/provider-cases";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const row = {
  instance_type: "2A6000.20V",
  cpu: { number_of_cores: 20 },
  gpu: { description: "2x RTX A6000 48GB", number_of_gpus: 2 },
  gpu_memory: { size_in_gigabytes: 96 },
  memory: { size_in_gigabytes: 120 },
  storage: { description: "dynamic" },
  price_per_hour: "1.98",
  spot_price: "0.70",
  currency: "usd",
};
const places = {
  locations: [{ code: "FIN-01", country_code: "FI" }],
  onDemand: [{ location_code: "FIN-01", availabilities: ["2A6000.20V"] }],
  spot: [],
};
const read = (changes: object) => toOffers(instanceType.parse({ ...row, ...changes }), places);

describe("Verda's offers", () => {
  it("cost what the whole instance costs, with the memory of one GPU", () => {
    expect(read({})).toEqual([
      expect.objectContaining({
        gpuSpelling: "RTX A6000 48GB",
        gpuCount: 2,
        gpuMemoryGb: 48,
        pricePerHourMicros: 1_980_000n,
        region: "FIN-01, FI",
        availability: "available",
      }),
      expect.objectContaining({
        pricingModel: "spot",
        pricePerHourMicros: 700_000n,
        availability: "unavailable",
      }),
    ]);
  });

  it.each([
    ["8x B200 SXM6 180GB", 8, 1_440, "B200 SXM6 180GB", 180],
    ["1x RTX PRO 6000 96GB", 1, 96, "RTX PRO 6000 96GB", 96],
    ["1x RTX 6000 Ada 48GB", 1, 48, "RTX 6000 Ada 48GB", 48],
    ["2x RTX A6000 48GB", 2, 96, "RTX A6000 48GB", 48],
    ["1x Tesla V100 16GB", 1, 16, "Tesla V100 16GB", 16],
  ])("name the GPU that %s describes", (description, gpus, total, gpuSpelling, gpuMemoryGb) => {
    const gpu = { description, number_of_gpus: gpus };
    const [offer] = read({ gpu, gpu_memory: { size_in_gigabytes: total } });
    expect(offer).toMatchObject({ gpuSpelling, gpuCount: gpus, gpuMemoryGb });
  });

  it("are read from prices that are strings and from prices that are numbers", () => {
    expect(read({ price_per_hour: 1.98, spot_price: 0.7 })).toEqual(
      read({ price_per_hour: "1.98", spot_price: "0.7" }),
    );
  });

  it("are on demand alone where there is no spot price", () => {
    expect(read({ spot_price: "0" })).toHaveLength(1);
    expect(read({ spot_price: null })).toHaveLength(1);
  });

  it("are none of a type without a GPU, and left out in another currency", () => {
    expect(read({ gpu: { description: "", number_of_gpus: 0 } })).toEqual([]);
    expect(read({ currency: "eur" })).toBe("a price in eur");
  });
});

describe("Verda's list", () => {
  let server: RecordedServer;
  beforeAll(async () => {
    server = await startRecordedServer();
  });
  afterAll(() => server.close());

  it("shows neither the secret nor the token in an error", async () => {
    server.answer(({ path, headers }) =>
      path === "/oauth2/token"
        ? { json: fixture("verda/token") }
        : { status: 403, json: { code: "forbidden_action", message: headers.authorization } },
    );
    const credentials = { clientId: "our-id-here", clientSecret: "our-secret-here" };
    const list = createVerda({ baseUrl: server.baseUrl }).prices?.list({ credentials });
    const error = await caught(list ?? Promise.reject(new Error("no prices face")));
    expect(error.kind).toBe("missing-right");
    expect(error.detail).toContain("Bearer [removed]");
  });
});
