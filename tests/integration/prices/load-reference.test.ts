import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, disconnect } from "@/lib/db";
import { gpuHistory } from "@/lib/history/queries";
import { datedSources } from "@/lib/prices/dated-sources";
import { loadReference } from "@/lib/prices/load-reference";
import { gpuMatrix, gpuPage, homeView, sourceStates } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import type { RecordedServer } from "../../contract/recorded-server";
import { listing, startCloudrift } from "./cloudrift-list";

const now = new Date("2026-11-22T12:00:00Z");
const dir = join(import.meta.dirname, "../../../prisma/reference");
const folder = mkdtempSync(join(tmpdir(), "reference-test-"));
const tables = datedSources();
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
    const first = await loadReference(client, { dir, tables, now });
    expect(first.loaded).toBe(true);
    expect(first.offers).toBeGreaterThan(1000);
    expect(first.offers).toBeLessThanOrEqual(3000);
    expect(first.lows).toBeLessThanOrEqual(20_000);
    expect(await db().referenceOffer.count()).toBe(first.offers);
    expect((await loadReference(client, { dir, tables, now })).loaded).toBe(false);
  });

  it("hold the dated tables, each row under its price page and with its day", async () => {
    const rows = await db().referenceOffer.findMany({
      where: { providerId: "nebius", gpuModel: { in: ["h200", "h200-sxm"] } },
      orderBy: { pricePerHourMicros: "desc" },
    });
    const source = "https://nebius.com/prices";
    const observedOn = new Date("2026-08-22");
    expect(rows).toMatchObject([
      { pricingModel: "on-demand", pricePerHourMicros: 4_500_000n, source, observedOn },
      { pricingModel: "spot", pricePerHourMicros: 2_450_000n, source, observedOn },
    ]);
    const { live } = await sourceStates(now);
    expect(live.find((one) => one.providerId === "nebius")).toMatchObject({
      state: "dated",
      observedOn: "2026-08-22",
      rowCount: 8,
      lastSuccessAt: null,
    });
  });

  it("are loaded anew when a table changes", async () => {
    const before = await db().referenceOffer.count();
    const fewer = tables.map((one) => ({
      ...one,
      table: { ...one.table, offers: one.table.offers.slice(0, 1) },
    }));
    expect((await loadReference(client, { dir, tables: fewer, now })).loaded).toBe(true);
    expect(await db().referenceOffer.count()).not.toBe(before);
    expect((await loadReference(client, { dir, tables, now })).loaded).toBe(true);
    expect(await db().referenceOffer.count()).toBe(before);
  });

  it("stay as they were when new files cannot be read", async () => {
    const before = await db().referenceOffer.count();
    cpSync(dir, folder, { recursive: true });
    writeFileSync(join(folder, "offers.json"), "{}");
    await expect(loadReference(client, { dir: folder, tables, now })).rejects.toThrow();
    expect(await db().referenceOffer.count()).toBe(before);
  });

  it("are shown with their date while nothing is live", async () => {
    const { cards } = await homeView(now);
    const h100 = cards.find((card) => card.modelId === "h100-sxm");
    expect(h100?.cheapest).toMatchObject({
      kind: "reference",
      observedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const { history } = await gpuHistory("h100-sxm", { price: null, now });
    expect(history.onDemand.weekly.days.length).toBeGreaterThan(10);
    const weekdays = history.onDemand.weekly.days.map((day) =>
      new Date(`${day}T12:00Z`).getUTCDay(),
    );
    expect(new Set(weekdays)).toEqual(new Set([1]));
    expect((await gpuPage("h100-sxm", now))?.offers).toEqual([]);
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
