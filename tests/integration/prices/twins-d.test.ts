import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { useSandbox } from "./environment";

const now = new Date("2026-11-22T12:00:00Z");
let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await runSandbox();
  useSandbox(sandbox.url);
});
afterAll(async () => {
  await sandbox.stop();
  await disconnect();
});

const pricesOf = async (providerId: string, instanceType: string) => {
  const rows = await db().offer.findMany({ where: { providerId, instanceType } });
  return Object.fromEntries(
    rows.map((row) => [
      `${row.gpuCount} ${row.pricingModel} ${row.region}`,
      Number(row.pricePerHourMicros) / 1_000_000,
    ]),
  );
};

describe("Google Cloud's catalogue of parts", () => {
  it("becomes machines at what they cost in all", async () => {
    expect(await refreshProvider("gcp", { now })).toMatchObject({ kind: "saved" });
    expect(await pricesOf("gcp", "a3-highgpu-8g")).toEqual({
      "8 on-demand us-central1": expect.closeTo(88.49, 2),
      "8 on-demand europe-west4": expect.closeTo(112.540479, 2),
      "8 on-demand asia-south1": expect.closeTo(92.134785, 2),
      "8 spot us-central1": expect.closeTo(38.83, 1),
      "8 spot europe-west4": expect.closeTo(44.118779, 2),
      "8 spot asia-south1": expect.closeTo(30.58, 1),
    });
    const g2 = await pricesOf("gcp", "g2-standard-4");
    expect(g2["1 on-demand us-central1"]).toBeCloseTo(0.706832, 4);
    const a2 = await pricesOf("gcp", "a2-megagpu-16g");
    expect(a2["16 on-demand us-central1"]).toBeCloseTo(55.739504, 4);
    const g4 = await pricesOf("gcp", "g4-standard-48");
    expect(g4["1 on-demand us-central1"]).toBeCloseTo(4.49993, 3);
  });

  it("shows no on-demand price for what is sold as spot alone", async () => {
    for (const type of ["a4-highgpu-8g", "a3-ultragpu-8g-nolssd", "a3-highgpu-1g"]) {
      const ways = Object.keys(await pricesOf("gcp", type));
      expect(ways.length).toBeGreaterThan(0);
      expect(ways.filter((way) => !way.includes(" spot "))).toEqual([]);
    }
  });

  it("names every card by a known model, and reads every row it wants", async () => {
    expect(await db().unknownSpelling.count()).toBe(0);
    const [pro] = await db().offer.findMany({ where: { instanceType: "g4-standard-48" } });
    expect(pro?.gpuModel).toBe("rtx-pro-6000");
    const source = await db().priceSource.findUnique({ where: { providerId: "gcp" } });
    expect(source).toMatchObject({ state: "ok", skippedCount: 0 });
  });

  it("needs a key", async () => {
    const path = "/gcp/v1/services/6F81-5844-456A/skus";
    expect((await fetch(`${sandbox.url}${path}`)).status).toBe(403);
    const wrong = { headers: { "x-goog-api-key": "AIza-wrong" } };
    const answer = await fetch(`${sandbox.url}${path}`, wrong);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("API_KEY_INVALID");
  });
});

describe("FluidStack's list", () => {
  it("is told per GPU and kept per machine", async () => {
    expect(await refreshProvider("fluidstack", { now })).toMatchObject({ kind: "saved" });
    const prices = await pricesOf("fluidstack", "H100_SXM5_80GB");
    expect(prices["1 on-demand NORWAY"]).toBe(2.1);
    expect(prices["8 on-demand TEXAS_USA"]).toBe(16.8);
    const soldOut = await db().offer.findMany({ where: { instanceType: "H100_PCIE_80GB" } });
    expect(soldOut.map((row) => [row.region, row.availability])).toEqual(
      Array(4).fill([null, "unavailable"]),
    );
  });
});
