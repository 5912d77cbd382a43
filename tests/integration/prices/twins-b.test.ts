import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { microsToDecimal } from "@/lib/money";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { getProvider } from "@/lib/providers/registry";
import { caught } from "@/tests/contract/stage";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { useSandbox } from "./environment";

const ids = ["cudo", "digitalocean", "hyperbolic", "hyperstack", "vastai", "verda"];

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

async function refresh(id: string) {
  now = new Date(now.getTime() + 3_600_000);
  return refreshProvider(id, { now });
}

async function control(path: string, body: unknown) {
  const answer = await fetch(`${sandbox.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

/** One offer in a line: what it is, what it costs and whether it can be had. */
async function offer(providerId: string, offerKey: string) {
  const row = await db().offer.findUnique({
    where: { providerId_offerKey: { providerId, offerKey } },
  });
  if (!row || row.vanishedAt) return null;
  const price = microsToDecimal(row.pricePerHourMicros);
  return `${row.gpuCount} ${row.gpuModel} ${row.region} $${price} ${row.availability}`;
}

const keysLike = async (providerId: string, part: string) =>
  (await db().offer.findMany({ where: { providerId, offerKey: { contains: part } } })).map(
    (row) => row.offerKey,
  );

describe("the price lists of marketplaces and GPU clouds", () => {
  it("are read whole, with every GPU and place understood, at prices that can be", async () => {
    for (const id of ids) expect(await refresh(id)).toMatchObject({ kind: "saved" });
    expect(await db().unknownSpelling.findMany({ where: { providerId: { in: ids } } })).toEqual([]);
    const sources = await db().priceSource.findMany({ where: { providerId: { in: ids } } });
    const counts = sources.map((one) => [one.providerId, one.rowCount, one.skippedCount]);
    expect(counts.sort()).toEqual([
      ["cudo", 7, 1],
      ["digitalocean", 14, 1],
      ["hyperbolic", 7, 0],
      ["hyperstack", 34, 1],
      ["vastai", 111, 0],
      ["verda", 120, 0],
    ]);
    const rows = await db().offer.findMany({ where: { providerId: { in: ids } } });
    const missing = rows.filter((row) => row.area === null && row.region !== null);
    expect(missing.map((row) => row.offerKey)).toEqual([]);
    const prices = rows.map((row) => Number(row.pricePerGpuHourMicros) / 1e6);
    expect(Math.min(...prices)).toBeGreaterThan(0.02);
    expect(Math.max(...prices)).toBeLessThan(12);
  });

  it("show the cheapest ready machine of many suppliers at Hyperbolic, in cents there", async () => {
    expect(await offer("hyperbolic", "NVIDIA-GeForce-RTX-4090/24gb/us-west")).toBe(
      "1 rtx-4090 us-west $0.35 available",
    );
    expect(await offer("hyperbolic", "NVIDIA-H100-80GB-HBM3/80gb/us-east")).toBe(
      "1 h100-sxm us-east $2.99 available",
    );
    expect(await offer("hyperbolic", "NVIDIA-GeForce-RTX-3090/24gb/europe")).toBe(
      "1 rtx-3090 europe $0.25 unavailable",
    );
  });

  it("hold the machine around a GPU at CUDO, and that of another shape where it must be", async () => {
    expect(await offer("cudo", "gb-bournemouth-1/epyc-milan-rtx-a4000/RTX A4000")).toBe(
      "1 rtx-a4000 gb-bournemouth-1 $0.3979 available",
    );
    const [wide] = await db().offer.findMany({
      where: { providerId: "cudo", region: "us-santaclara-1" },
    });
    expect(wide).toMatchObject({ vcpu: 12, ramGb: 48, maxGpuCount: 2 });
  });

  it("are those of verified hosts at Vast.ai, the cheapest of each kind and country", async () => {
    expect(await offer("vastai", "RTX 4090/24gb/x1/US/on-demand")).toBe(
      "1 rtx-4090 US $0.1348 available",
    );
    expect(await offer("vastai", "RTX 4090/24gb/x1/US/spot")).toBe("1 rtx-4090 US $0.12 available");
    expect(await offer("vastai", "RTX 4090/24gb/x1/nowhere/on-demand")).toBe(
      "1 rtx-4090 null $0.35 limited",
    );
    expect(await keysLike("vastai", "nowhere/spot")).toEqual([]);
    expect(await offer("vastai", "L40S/48gb/x1/secure/US/on-demand")).toBe(
      "1 l40s US $1.0666 limited",
    );
  });

  it("are of whole Droplets at DigitalOcean, from every page, without a contract's", async () => {
    expect(await offer("digitalocean", "gpu-h100x8-640gb/nyc1")).toBe(
      "8 h100 nyc1 $35.28 available",
    );
    expect(await offer("digitalocean", "gpu-mi325x8-2048gb/nowhere")).toBe(
      "8 mi325x null $30.4 unavailable",
    );
    expect(await keysLike("digitalocean", "contracted")).toEqual([]);
    expect(await keysLike("digitalocean", "plain")).toEqual([]);
  });

  it("are in every location at Verda, on demand and spot each where it is free", async () => {
    expect(await offer("verda", "1V100.6V/ICE-01/on-demand")).toBe(
      "1 v100-16gb ICE-01, IS $0.17 available",
    );
    expect(await offer("verda", "1V100.6V/ICE-01/spot")).toBe(
      "1 v100-16gb ICE-01, IS $0.085 unavailable",
    );
    expect(await offer("verda", "2A6000.20V/FIN-01/on-demand")).toContain("2 rtx-a6000");
    expect(await keysLike("verda", "CPU")).toEqual([]);
  });

  it("are joined from three lists at Hyperstack, before the key owner's discount, with the address each needs", async () => {
    expect(await offer("hyperstack", "n3-H100x8/CANADA-1")).toBe(
      "8 h100-pcie CANADA-1 $20.00672 available",
    );
    expect(await offer("hyperstack", "n3-RTX-A6000x4/NORWAY-1")).toBe(
      "4 rtx-a6000 NORWAY-1 $2.00672 available",
    );
    expect(await offer("hyperstack", "n3-H100-SXM5x8/US-1")).toBe(
      "8 h100-sxm US-1 $25.60672 limited",
    );
    expect(await offer("hyperstack", "n3-H100x1/NORWAY-1")).toContain("unavailable");
    expect(await keysLike("hyperstack", "B300")).toEqual([]);
  });

  it("follow prices and stock that move", async () => {
    await control("hyperbolic/prices", { id: "rig-4090-1", usd: "0.3" });
    await control("cudo/prices", { id: "epyc-milan-rtx-a4000 in gb-bournemouth-1", usd: "0.2" });
    await control("vastai/prices", { id: "ask 40000001", usd: "0.11" });
    await control("digitalocean/stock", { id: "gpu-h100x1-80gb", region: "nyc2", count: 0 });
    await control("verda/prices", { id: "1H100.80S.30V spot", usd: "1.1" });
    await control("hyperstack/prices", { id: "L40", usd: "0.9" });
    for (const id of ids) expect(await refresh(id)).toMatchObject({ kind: "saved" });
    expect(await offer("hyperbolic", "NVIDIA-GeForce-RTX-4090/24gb/us-west")).toContain("$0.3 ");
    expect(await offer("cudo", "gb-bournemouth-1/epyc-milan-rtx-a4000/RTX A4000")).toContain(
      "$0.3153 ",
    );
    expect(await offer("vastai", "RTX 4090/24gb/x1/US/on-demand")).toContain("$0.11 ");
    expect(await offer("digitalocean", "gpu-h100x1-80gb/nyc2")).toBeNull();
    expect(await offer("digitalocean", "gpu-h100x1-80gb/tor1")).toContain("available");
    expect(await offer("verda", "1H100.80S.30V/FIN-02/spot")).toContain("$1.1 available");
    expect(await offer("hyperstack", "n3-L40x8/NORWAY-1")).toContain("$7.20672 ");
  });

  it("stay as they were when one call of several fails, or comes too soon", async () => {
    const before = await db().offer.count({ where: { providerId: { in: ids }, vanishedAt: null } });
    await control("verda/faults", {
      match: { method: "GET", path: "^/instance-availability$" },
      skip: 1,
      fault: { kind: "server-error", status: 500 },
    });
    await control("vastai/faults", { skip: 3, fault: { kind: "rate-limited", retryAfterS: null } });
    await control("digitalocean/faults", { skip: 1, fault: { kind: "half-json" } });
    expect(await refresh("verda")).toEqual({ kind: "failed", failure: "transient" });
    expect(await refresh("vastai")).toEqual({ kind: "failed", failure: "rate-limited" });
    expect(await refresh("digitalocean")).toEqual({ kind: "failed", failure: "transient" });
    expect(await db().offer.count({ where: { providerId: { in: ids }, vanishedAt: null } })).toBe(
      before,
    );
  });

  it.each([
    ["digitalocean", { apiKey: "sandbox-digitalocean-wrong" }],
    ["hyperstack", { apiKey: "sandbox-hyperstack-wrong" }],
    ["verda", { clientId: "sandbox-verda-key", clientSecret: "sandbox-verda-wrong" }],
  ])("of %s are refused to a key that does not work", async (id, credentials) => {
    const error = await caught(getProvider(id).prices?.list({ credentials }) ?? Promise.resolve());
    expect(error.kind).toBe("invalid-key");
  });
});
