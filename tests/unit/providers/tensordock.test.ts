import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTensordock } from "@/lib/providers/tensordock";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const key = "a-secret-nobody-may-see";
const list = () =>
  createTensordock({ baseUrl: server.baseUrl }).prices?.list({ credentials: { apiKey: key } }) ??
  Promise.reject(new Error("no prices face"));

const gpu = {
  v0Name: "geforcertx4090-pcie-24gb",
  max_count: 8,
  price_per_hr: 0.37,
  resources: { max_vcpus: 24, max_ram_gb: 256, max_storage_gb: 2000 },
  pricing: { per_vcpu_hr: 0.003, per_gb_ram_hr: 0.002, per_gb_storage_hr: 0.00005 },
};
const place = { id: "here", city: "Joplin", country: "United States", tier: 1 };
const answerWith = (gpus: unknown[]) =>
  server.answer(() => ({ json: { data: { locations: [{ ...place, gpus }] } } }));

describe("TensorDock's price list", () => {
  it.each([
    [401, "invalid-key"],
    [403, "missing-right"],
    [429, "rate-limited"],
    [500, "transient"],
  ])("reads a refusal %s that hides under status 200 as %s", async (status, kind) => {
    server.answer(() => ({ json: { error: `no: ${key}`, status } }));
    const error = await caught(list());
    expect(error.kind).toBe(kind);
    expect(error.detail).toContain("no: [removed]");
  });

  it("tells whoever keeps its limits of a refusal that hides, too", async () => {
    const told: unknown[] = [];
    const guard = {
      async enter() {},
      async leave(...end: unknown[]) {
        told.push(end);
      },
    };
    server.answer(() => ({
      json: { error: "Too many requests", status: 429 },
      headers: { "retry-after": "7" },
    }));
    const { prices } = createTensordock({ baseUrl: server.baseUrl });
    const call = prices?.list({ credentials: { apiKey: key }, guard }) ?? Promise.resolve();
    expect((await caught(call)).retryAfterMs).toBe(7_000);
    expect(told).toEqual([["rate-limited", 7_000]]);
  });

  it("says where a machine would share its address", async () => {
    const shares = async (network_features: unknown) => {
      answerWith([{ ...gpu, network_features }]);
      return (await list()).offers.map((offer) => offer.sharesAddress);
    };
    expect(await shares({ dedicated_ip_available: true })).toEqual([false]);
    expect(await shares({ dedicated_ip_available: false })).toEqual([true]);
    expect(await shares(undefined)).toEqual([true]);
  });

  it("leaves out a card whose machine nobody could reach", async () => {
    const closed = { dedicated_ip_available: false, port_forwarding_available: false };
    answerWith([{ ...gpu, network_features: closed }, gpu]);
    const { offers, skipped } = await list();
    expect(offers).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual(["no way to reach a machine"]);
  });

  it("quotes the machine around the card too, and says so", async () => {
    answerWith([gpu]);
    const [offer] = (await list()).offers;
    expect(offer).toMatchObject({ vcpu: 8, ramGb: 32, diskGb: 100, pricePerHourMicros: 463_000n });
    expect(offer?.nativePrice).toBe(
      "0.37 USD/GPU-hour + 8 vCPU x 0.003 + 32 GB RAM x 0.002 + 100 GB disk x 0.00005",
    );
  });

  it("offers no more cards than the machine around each has room for", async () => {
    answerWith([gpu]);
    expect((await list()).offers[0]?.maxGpuCount).toBe(3);
  });

  it("calls its A100 what everybody calls it, and asks for it by its own name", async () => {
    answerWith([{ ...gpu, v0Name: "rtxa100-pcie-80gb" }]);
    expect((await list()).offers[0]).toMatchObject({
      gpuSpelling: "a100-pcie-80gb",
      gpuMemoryGb: 80,
      instanceType: "rtxa100-pcie-80gb",
    });
  });
});
