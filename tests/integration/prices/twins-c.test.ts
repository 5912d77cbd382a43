import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { gpuPage } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { getProvider } from "@/lib/providers/registry";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { useSandbox } from "./environment";

let sandbox: SandboxProcess;
let now = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  sandbox = await runSandbox();
  useSandbox(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await disconnect();
});

const sources: [id: string, atLeast: number][] = [
  ["tensordock", 11],
  ["shadeform", 17],
  ["primeintellect", 130],
  ["jarvislabs", 14],
  ["novita", 16],
  ["hotaisle", 3],
];

async function refresh(id: string) {
  now = new Date(now.getTime() + 600_000);
  return refreshProvider(id, { now });
}

function listOf(id: string, credentials: Record<string, string>) {
  return getProvider(id).prices?.list({ credentials });
}

async function control(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${sandbox.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

describe("the price lists of marketplaces, brokers and smaller clouds", () => {
  it.each(sources)(
    "of %s are saved, with GPUs that are known at prices that can be",
    async (id, atLeast) => {
      expect(await refresh(id)).toMatchObject({ kind: "saved" });
      expect(await db().unknownSpelling.findMany({ where: { providerId: id } })).toEqual([]);
      const rows = await db().offer.findMany({ where: { providerId: id, vanishedAt: null } });
      expect(rows.length).toBeGreaterThanOrEqual(atLeast);
      const prices = rows.map((row) => Number(row.pricePerGpuHourMicros) / 1e6);
      expect(Math.min(...prices)).toBeGreaterThan(0.08);
      expect(Math.max(...prices)).toBeLessThan(10);
      const missing = rows.filter((row) => row.gpuModel === null || row.area === null);
      expect(missing.map((row) => row.offerKey)).toEqual([]);
    },
  );

  it("follow a price that moves at the provider", async () => {
    const moves: [id: string, listing: string, usd: string, instanceType: string][] = [
      ["tensordock", "h100-sxm5-80gb in Wilmington", "2.11", "h100-sxm5-80gb"],
      ["shadeform", "massedcompute/A30", "0.41", "massedcompute/A30"],
      ["primeintellect", "latitude/vm-a100-1 in DAL", "0.93", "latitude/vm-a100-1"],
      ["jarvislabs", "H100 india-noida-01 vm", "2.5", "H100"],
      ["novita", "l40s.16c128g", "0.51", "l40s.16c128g"],
      ["hotaisle", "vm 1x MI300X", "2.5", "vm-1xMI300X-13c-224g-12288d"],
    ];
    for (const [id, listing, usd, instanceType] of moves) {
      await control(`${id}/prices`, { id: listing, usd });
      expect(await refresh(id)).toMatchObject({ kind: "saved" });
      const where = { providerId: id, instanceType, pricingModel: "on-demand" };
      const rows = await db().offer.findMany({ where });
      const machine = id === "tensordock" ? 93_000n : 0n;
      const price = BigInt(Math.round(Number(usd) * 1e6)) + machine;
      expect(rows.map((row) => row.pricePerHourMicros)).toContain(price);
    }
  });

  it("call the cloud itself cheapest where a broker asks the same for its machine", async () => {
    await refresh("lambda");
    await refresh("shadeform");
    const page = await gpuPage("a10", now);
    expect(page?.cheapest).toMatchObject({ providerId: "lambda", pricePerGpuHour: "1.29" });
    const brokered = page?.offers.find((offer) => offer.providerId === "shadeform");
    expect(brokered).toMatchObject({ brokeredFrom: "lambda", brokeredName: "Lambda" });
    const clouds = await db().offer.groupBy({
      by: ["brokeredFrom"],
      where: { providerId: "primeintellect" },
    });
    expect(clouds.map((one) => one.brokeredFrom)).toEqual(
      expect.arrayContaining(["lambda", "verda", "crusoe", "dc-gnu", null]),
    );
  });

  it("of TensorDock come empty, not refused, where the key does not work", async () => {
    expect(await listOf("tensordock", { apiKey: "sandbox-tensordock-wrong" })).toEqual({
      offers: [],
      skipped: [],
    });
  });

  it("of TensorDock fail when a refusal comes under status 200, and heal", async () => {
    await control("tensordock/faults", { fault: { kind: "server-error", status: 500 } });
    expect(await refresh("tensordock")).toEqual({ kind: "failed", failure: "transient" });
    expect(await refresh("tensordock")).toMatchObject({ kind: "saved" });
  });

  it("of Shadeform leave out types without a GPU and spot rows", async () => {
    const list = await listOf("shadeform", { apiKey: "sandbox-shadeform-key" });
    expect(list?.skipped.map((row) => row.reason)).toEqual([
      "a spot price, in a unit nobody documents",
    ]);
    expect(list?.offers.some((offer) => offer.instanceType.includes("CPU"))).toBe(false);
  });

  it("of JarvisLabs are rupees for the account that pays in India", async () => {
    const list = await listOf("jarvislabs", { apiKey: "sandbox-jarvislabs-t-india" });
    expect(new Set(list?.offers.map((offer) => offer.currency))).toEqual(new Set(["INR"]));
    const l4 = list?.offers.find((offer) => offer.instanceType === "L4");
    expect(l4?.nativePrice).toBe("38.72 INR/GPU-hour");
    expect(list?.skipped.map((row) => row.reason)).toEqual([
      "no known host for region unknown-region",
    ]);
  });

  it("of CloudRift tell where a machine would share its address", async () => {
    expect(await refresh("cloudrift")).toMatchObject({ kind: "saved" });
    const shared = async (region: string) => {
      const found = await db().offer.findFirst({ where: { providerId: "cloudrift", region } });
      return found?.sharesAddress;
    };
    expect(await shared("ap-east-tw-kn-1")).toBe(true);
    expect(await shared("us-east-nc-nr-1")).toBe(false);
  });

  it("of Hot Aisle tell what is billed at least", async () => {
    const where = { providerId: "hotaisle", gpuCount: 2 };
    expect(await db().offer.findFirst({ where })).toMatchObject({ leastMinutes: 60 });
  });

  it("of Hot Aisle stay as they were while everything is sold out", async () => {
    for (const id of ["vm 1x MI300X", "vm 2x MI300X", "vm without GPU", "bare metal 8x MI300X"]) {
      await control("hotaisle/stock", { id, region: "us-michigan-1", count: 0 });
    }
    expect(await refresh("hotaisle")).toEqual({ kind: "failed", failure: "short" });
    const where = { providerId: "hotaisle", vanishedAt: null };
    expect(await db().offer.count({ where })).toBeGreaterThan(2);
  });
});
