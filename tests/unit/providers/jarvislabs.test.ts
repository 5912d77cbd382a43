import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countAbsence } from "@/lib/operations/absence";
import { createJarvislabs } from "@/lib/providers/jarvislabs";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const list = () =>
  createJarvislabs({ baseUrl: server.baseUrl }).prices?.list({ credentials: { apiKey: "key" } }) ??
  Promise.reject(new Error("no prices face"));

const pool = {
  gpu_type: "A100",
  region: "india-noida-01",
  num_free_devices: 0,
  effective_num_free_devices: 2,
  price_per_hour: 0.89,
  spot_price: 0.49,
  vram: "40",
  workload_type: "container",
  num_gpus: "8",
};
const answerWith = (pools: unknown[], misc: unknown = { success: false }, more = {}) =>
  server.answer(({ path }) => ({
    json: path === "/misc/" ? misc : { server_meta: pools, ...more },
  }));

describe("JarvisLabs' price list", () => {
  it("is in rupees for an account that pays in India", async () => {
    answerWith([pool], { success: true });
    expect((await list()).offers[0]).toMatchObject({
      currency: "INR",
      nativePrice: "0.89 INR/GPU-hour",
    });
  });

  it("is in the currency that it names itself", async () => {
    answerWith([pool], { success: true }, { currency: "USD" });
    expect((await list()).offers[0]?.currency).toBe("USD");
  });

  it("is refused where nobody says the currency", async () => {
    answerWith([pool], {});
    expect((await caught(list())).kind).toBe("transient");
  });

  it("has cards on demand that spot users hold, but none of them on spot", async () => {
    answerWith([pool]);
    const { offers } = await list();
    expect(offers.map((one) => [one.pricingModel, one.availability])).toEqual([
      ["on-demand", "available"],
      ["spot", "unavailable"],
    ]);
  });

  it("sells spot in containers alone, and from pools for spot nothing else", async () => {
    answerWith([
      { ...pool, workload_type: "vm" },
      { ...pool, gpu_type: "L4", spot_only_server: true },
    ]);
    const { offers } = await list();
    expect(offers.map((one) => `${one.gpuSpelling} ${one.pricingModel}`)).toEqual([
      "A100 on-demand",
      "L4 spot",
    ]);
  });

  it("asks for one GPU at most in Europe, and where no count is told", async () => {
    const { num_gpus: _, ...uncounted } = pool;
    answerWith([{ ...pool, region: "europe-01" }, uncounted]);
    expect((await list()).offers.map((one) => one.maxGpuCount)).toEqual([1, 1, 1, 1]);
  });

  it("joins pools of the same cards: the one with some left, then the cheapest", async () => {
    const onDemand = { ...pool, spot_price: null };
    answerWith([
      { ...onDemand, price_per_hour: 0.5, effective_num_free_devices: 0 },
      { ...onDemand, price_per_hour: 0.9 },
      { ...onDemand, price_per_hour: 0.8 },
    ]);
    const { offers } = await list();
    expect(offers.map((one) => one.pricePerHourMicros)).toEqual([800_000n]);
  });
});

describe("a launch at JarvisLabs whose answer was lost", () => {
  const sentAt = new Date("2026-10-01T12:00:00Z");
  const isAbsentAfter = (seconds: number) => {
    const { capabilities } = createJarvislabs({ baseUrl: server.baseUrl }).meta;
    const settleMs = capabilities?.settleMs ?? 0;
    let facts = { absences: 0, lookedAt: new Date(sentAt), sentAt, proved: false };
    for (let at = 5; at <= seconds; at += 5) {
      const now = new Date(sentAt.getTime() + at * 1_000);
      facts = { sentAt, ...countAbsence(facts, settleMs, now) };
    }
    return facts.proved;
  };

  it("is taken for one that made nothing only well after its answer could have come", () => {
    expect([120, 150, 185].map(isAbsentAfter)).toEqual([false, false, true]);
  });
});
