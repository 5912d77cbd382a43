import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { loadReference } from "@/lib/prices/load-reference";
import { gpuMatrix, gpuPage, homeView } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import type { RecordedServer } from "../../contract/recorded-server";
import { listing, startCloudrift } from "./cloudrift-list";

const now = new Date("2026-11-22T12:00:00Z");
const dir = join(import.meta.dirname, "../../../prisma/reference");
const folder = mkdtempSync(join(tmpdir(), "reference-test-"));
let server: RecordedServer;
let client: Client;

beforeAll(async () => {
  server = await startCloudrift();
  client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.close();
  await disconnect();
  rmSync(folder, { recursive: true, force: true });
});

describe("the reference prices", () => {
  it("load once, and are skipped while their files stay as they are", async () => {
    const first = await loadReference(client, { dir, now });
    expect(first.loaded).toBe(true);
    expect(first.offers).toBeGreaterThan(1000);
    expect(first.offers).toBeLessThanOrEqual(3000);
    expect(first.lows).toBeLessThanOrEqual(20_000);
    expect(await db().referenceOffer.count()).toBe(first.offers);
    expect((await loadReference(client, { dir, now })).loaded).toBe(false);
  });

  it("stay as they were when new files cannot be read", async () => {
    const before = await db().referenceOffer.count();
    cpSync(dir, folder, { recursive: true });
    writeFileSync(join(folder, "offers.json"), "{}");
    await expect(loadReference(client, { dir: folder, now })).rejects.toThrow();
    expect(await db().referenceOffer.count()).toBe(before);
  });

  it("are shown with their date while nothing is live", async () => {
    const { cards } = await homeView(now);
    const h100 = cards.find((card) => card.modelId === "h100-sxm");
    expect(h100?.cheapest).toMatchObject({
      kind: "reference",
      observedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const page = await gpuPage("h100-sxm", now);
    expect(page?.history.lowest.days.length).toBeGreaterThan(10);
    const weekdays = page?.history.lowest.days.map((day) => new Date(`${day}T12:00Z`).getUTCDay());
    expect(new Set(weekdays)).toEqual(new Set([1]));
    expect(page?.offers).toEqual([]);
  });

  it("are never the cheapest beside a live offer, however dear that is", async () => {
    server.answer(() => listing([{ name: "a.1", cents: 200 }]));
    await refreshProvider("cloudrift", { now });
    const page = await gpuPage("rtx-4090", now);
    expect(page?.cheapest).toMatchObject({ kind: "live", pricePerGpuHour: "2" });
    const { rows } = await gpuMatrix(now);
    const row = rows.find((one) => one.modelId === "rtx-4090");
    expect(row?.cheapest).toEqual({ providerId: "cloudrift", kind: "live" });
    const cells = Object.values(row?.cells ?? {});
    expect(cells.filter((cell) => cell.kind === "reference").length).toBeGreaterThan(1);
  });

  it("cannot be written by the product", async () => {
    await expect(db().referenceOffer.deleteMany()).rejects.toThrow(/permission denied/);
  });
});
