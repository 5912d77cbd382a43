import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVastai } from "@/lib/providers/vastai";
import { toOffers } from "@/lib/providers/vastai/map";
import { ask } from "@/lib/providers/vastai/wire";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const slice = {
  id: 12_345_678,
  gpu_name: "RTX 4090",
  num_gpus: 4,
  gpu_ram: 24_564,
  cpu_ram: 257_616,
  cpu_cores: 128,
  cpu_cores_effective: 32,
  dph_total: 1.4956,
  min_bid: 1.0668,
  verification: "verified",
  rentable: true,
  rented: false,
  geolocation: "Sofia, BG",
  reliability2: 0.99,
  hosting_type: 0,
};
const read = (changes: object) => toOffers(ask.parse({ ...slice, ...changes }));

describe("Vast.ai's offers", () => {
  it("cost what the whole slice costs, spot at the least bid", () => {
    expect(read({})).toEqual([
      expect.objectContaining({
        key: "RTX 4090/24gb/x4/BG/on-demand",
        gpuCount: 4,
        gpuMemoryGb: 24,
        pricePerHourMicros: 1_495_600n,
        diskGb: 8,
      }),
      expect.objectContaining({
        key: "RTX 4090/24gb/x4/BG/spot",
        pricePerHourMicros: 1_066_800n,
        nativePrice: "1.0668 USD/machine-hour, the least bid",
        diskGb: null,
      }),
    ]);
  });

  it("keep their key when another host or another city has the same", () => {
    const keys = (changes: object) => {
      const offers = read(changes);
      return typeof offers === "string" ? offers : offers.map((offer) => offer.key);
    };
    expect(keys({ id: 9, geolocation: "Plovdiv, BG", gpu_ram: 23_028 })).toEqual(keys({}));
    expect(keys({ gpu_ram: 49_140 })).not.toEqual(keys({}));
  });

  it("have the slice's part of the machine's memory", () => {
    expect(read({})).toEqual([
      expect.objectContaining({ vcpu: 32, ramGb: 62 }),
      expect.objectContaining({ vcpu: 32, ramGb: 62 }),
    ]);
    expect(read({ cpu_cores: null })).toContainEqual(expect.objectContaining({ ramGb: null }));
  });

  it("leave out hosts nobody verified, machines without GPUs and what is not for rent", () => {
    expect(read({ verification: "unverified" })).toBe("a host that is not verified");
    expect(read({ verification: "deverified" })).toBe("a host that is not verified");
    expect(read({ num_gpus: 0, gpu_name: null })).toEqual([]);
    expect(read({ rentable: false })).toEqual([]);
    expect(read({ rented: true })).toEqual([]);
  });

  it("leave out hosts that are often away, however little they ask", () => {
    expect(read({ reliability2: 0.89, dph_total: 0.01 })).toEqual([]);
    expect(read({ reliability2: 0.9 })).toHaveLength(2);
  });

  it("leave out hosts whose driver is too old for the images of today", () => {
    expect(read({ cuda_max_good: 11.8 })).toEqual([]);
    expect(read({ cuda_max_good: 12 })).toHaveLength(2);
    expect(read({ cuda_max_good: null })).toHaveLength(2);
  });

  it("leave out hosts on slow lines, of another architecture and with dear disk", () => {
    expect(read({ inet_down: 99.9 })).toEqual([]);
    expect(read({ inet_down: 100 })).toHaveLength(2);
    expect(read({ cpu_arch: "arm64" })).toEqual([]);
    expect(read({ storage_cost: 0.2 })).toHaveLength(2);
    expect(read({ storage_cost: 0.21 })).toEqual([]);
  });

  it("can be launched by their card and its memory", () => {
    expect(read({ gpu_ram: 49_140 })).toContainEqual(
      expect.objectContaining({ instanceType: "RTX 4090/48gb", gpuSpelling: "RTX 4090" }),
    );
  });

  it("tell a data centre's machines from those of anybody", () => {
    const tiers = (changes: object) => {
      const offers = read(changes);
      return typeof offers === "string" ? [] : offers.map(({ key, tier }) => `${key} ${tier}`);
    };
    expect(tiers({})[0]).toBe("RTX 4090/24gb/x4/BG/on-demand community");
    expect(tiers({ hosting_type: 1 })[0]).toBe("RTX 4090/24gb/x4/secure/BG/on-demand secure");
    expect(tiers({ hosting_type: null })[0]).toContain("community");
  });

  it("are on demand alone where a host takes no bids", () => {
    expect(read({ min_bid: null })).toHaveLength(1);
    expect(read({ min_bid: 0 })).toHaveLength(1);
  });
});

describe("Vast.ai's list", () => {
  let server: RecordedServer;
  beforeAll(async () => {
    server = await startRecordedServer();
  });
  afterAll(() => server.close());
  const list = () =>
    createVastai({ baseUrl: server.baseUrl, pace: 1_000 }).prices?.list({}) ??
    Promise.reject(new Error("no prices face"));

  it("is asked for by number of GPUs, verified hosts only", async () => {
    server.answer(() => ({ json: { offers: [] } }));
    await list();
    expect(server.asked.map((asked) => asked.body)).toMatchObject([
      { num_gpus: { eq: 1 }, verified: { eq: true } },
      { num_gpus: { eq: 2 }, verified: { eq: true } },
      { num_gpus: { eq: 4 }, verified: { eq: true } },
      { num_gpus: { eq: 8 }, verified: { eq: true } },
      { num_gpus: { notin: [0, 1, 2, 4, 8] }, verified: { eq: true } },
    ]);
  });

  it("fails when it was cut off, and when a refusal comes under status 200", async () => {
    server.answer(() => ({ json: { offers: Array(3_000).fill(slice) } }));
    expect((await caught(list())).detail).toContain("cut off");
    server.answer(() => ({ json: { success: false, error: "too_busy", msg: "later" } }));
    expect((await caught(list())).kind).toBe("transient");
  });
});
