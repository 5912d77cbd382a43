import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asWorker, db, disconnect } from "@/lib/db";
import { gpuHistory } from "@/lib/history/queries";
import { dueSources } from "@/lib/prices/due-sources";
import { findOffer, gpuPage, homeView, sourceStates } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import type { RecordedServer } from "../../contract/recorded-server";
import { listing, startCloudrift } from "./cloudrift-list";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let server: RecordedServer;
let now = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  server = await startCloudrift();
});
afterAll(async () => {
  await server.close();
  await disconnect();
});
beforeEach(async () => {
  await asWorker(async (tx) => {
    await tx.offer.deleteMany();
    await tx.pricePoint.deleteMany();
    await tx.areaPricePoint.deleteMany();
    await tx.priceSource.deleteMany();
  });
});

const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const refresh = async (machines: Parameters<typeof listing>[0]) => {
  pass(10 * MINUTE_MS);
  server.answer(() => listing(machines));
  return refreshProvider("cloudrift", { now });
};
const offers = () => db().offer.findMany({ orderBy: { offerKey: "asc" } });
const points = () => db().pricePoint.findMany({ orderBy: { at: "asc" } });
const source = () => db().priceSource.findUnique({ where: { providerId: "cloudrift" } });
const state = async () =>
  (await sourceStates(now)).live.find((one) => one.providerId === "cloudrift")?.state;

describe("a refresh of a price list", () => {
  it("writes what the provider lists, with its age", async () => {
    const result = await refresh([{ name: "a.1" }, { name: "b.2", gpuCount: 2, cents: 70.5 }]);
    expect(result).toEqual({ kind: "saved", offers: 2, pricePoints: 1 });
    expect(await offers()).toMatchObject([
      { offerKey: "a.1/us-east-nc-nr-1", gpuModel: "rtx-4090", observedAt: now, vanishedAt: null },
      { pricePerHourMicros: 705_000n, pricePerGpuHourMicros: 352_500n, gpuCount: 2 },
    ]);
    expect(await source()).toMatchObject({ state: "ok", lastSuccessAt: now, rowCount: 2 });
    expect(await state()).toBe("ok");
  });

  it("keeps an offer's id and appends nothing while no price moves", async () => {
    await refresh([{ name: "a.1" }]);
    const [before] = await offers();
    expect(await refresh([{ name: "a.1" }])).toMatchObject({ pricePoints: 0 });
    const [after] = await offers();
    expect(after?.id).toBe(before?.id);
    expect(after?.observedAt).toEqual(now);
    expect(await points()).toHaveLength(1);
  });

  it("appends a price point only when the lowest price of a model moves", async () => {
    await refresh([{ name: "a.1" }, { name: "a.2", cents: 40 }]);
    await refresh([{ name: "a.1" }, { name: "a.2", cents: 45 }]);
    await refresh([
      { name: "a.1", cents: 30 },
      { name: "a.2", cents: 45 },
    ]);
    await refresh([
      { name: "a.1", cents: 30, free: 0 },
      { name: "a.2", cents: 45, free: 0 },
    ]);
    expect((await points()).map((point) => point.pricePerGpuHourMicros)).toEqual([
      350_000n,
      300_000n,
      null,
    ]);
  });

  it("appends a price point for each area in which the lowest price moved", async () => {
    const machines = (usCents: number) => [
      { name: "a.1", cents: usCents },
      { name: "a.2", cents: 40, places: ["eu-west-1", "moon-base"] },
    ];
    await refresh(machines(35));
    await refresh(machines(35));
    await refresh(machines(30));
    const rows = await db().areaPricePoint.findMany({ orderBy: [{ area: "asc" }, { at: "asc" }] });
    expect(rows.map(({ area, pricePerGpuHourMicros }) => [area, pricePerGpuHourMicros])).toEqual([
      ["europe", 400_000n],
      ["unknown", 400_000n],
      ["us", 350_000n],
      ["us", 300_000n],
    ]);
  });

  it("ends the line of a provider that was not heard of for a day", async () => {
    await refresh([{ name: "a.1" }]);
    const seenAt = now;
    pass(48 * HOUR_MS);
    const points = [
      { at: seenAt.toISOString(), pricePerGpuHour: "0.35" },
      { at: new Date(seenAt.getTime() + 24 * HOUR_MS).toISOString(), pricePerGpuHour: null },
    ];
    const { history } = await gpuHistory("rtx-4090", { price: null, now });
    expect(history.onDemand.recent).toEqual(points);
    const card = (await homeView(now)).cards.find(({ modelId }) => modelId === "rtx-4090");
    expect(card?.line).toEqual(points);
  });

  it("begins the front page's line with the price as it stood a month ago", async () => {
    await refresh([{ name: "a.1", cents: 50 }]);
    await refresh([{ name: "a.1", cents: 40 }]);
    pass(40 * 24 * HOUR_MS);
    await refresh([{ name: "a.1", cents: 30 }]);
    const card = (await homeView(now)).cards.find(({ modelId }) => modelId === "rtx-4090");
    expect(card?.line.map((point) => point.pricePerGpuHour)).toEqual(["0.4", "0.3"]);
  });

  it("marks what is no longer listed as vanished, and takes it back when it returns", async () => {
    await refresh([{ name: "a.1" }, { name: "b.1" }]);
    const [gone] = await offers();
    await refresh([{ name: "b.1" }]);
    expect((await offers()).map((offer) => offer.vanishedAt)).toEqual([now, null]);
    const view = await findOffer(gone?.id ?? "", now);
    expect(view).toMatchObject({ vanished: true, isLaunchable: false });
    expect((await gpuPage("rtx-4090", now))?.offers).toHaveLength(1);
    await refresh([{ name: "a.1" }, { name: "b.1" }]);
    expect((await offers()).map((offer) => offer.vanishedAt)).toEqual([null, null]);
  });

  it("keeps every row of a source that fails, and says so", async () => {
    await refresh([{ name: "a.1" }]);
    const seenAt = now;
    pass(3 * HOUR_MS);
    server.answer(() => ({ status: 503, raw: "<html>busy</html>" }));
    expect(await refreshProvider("cloudrift", { now })).toEqual({
      kind: "failed",
      failure: "transient",
    });
    expect(await offers()).toMatchObject([{ observedAt: seenAt, vanishedAt: null }]);
    expect(await source()).toMatchObject({ failure: "transient", lastSuccessAt: seenAt });
    expect(await state()).toBe("failed");
    const page = await gpuPage("rtx-4090", now);
    expect(page?.offers[0]).toMatchObject({ freshness: "stale" });
  });

  it("does not believe a list of less than half the rows until a day has passed", async () => {
    await refresh([{ name: "a.1" }, { name: "a.2" }, { name: "a.3" }]);
    expect(await refresh([{ name: "a.1" }])).toEqual({ kind: "failed", failure: "short" });
    expect((await offers()).every((offer) => offer.vanishedAt === null)).toBe(true);
    expect(await state()).toBe("short");
    pass(24 * HOUR_MS);
    expect(await refresh([{ name: "a.1" }])).toMatchObject({ kind: "saved" });
    expect(await state()).toBe("ok");
  });

  it("believes at once that most data centres have nothing left of what is still listed", async () => {
    await refresh([{ name: "a.1", places: ["one", "two", "three", "four"] }]);
    expect(await refresh([{ name: "a.1", places: ["two"] }])).toMatchObject({ kind: "saved" });
    expect((await gpuPage("rtx-4090", now))?.offers.map(({ region }) => region)).toEqual(["two"]);
  });

  it("never believes an empty list", async () => {
    expect(await refresh([])).toEqual({ kind: "failed", failure: "short" });
    expect(await state()).toBe("short");
  });

  it("refuses a provider whose prices stand in a dated table", async () => {
    await expect(refreshProvider("nebius", { now })).rejects.toMatchObject({ code: "not-found" });
    expect(await dueSources(now)).not.toContain("nebius");
  });

  it("runs once when two workers start it at the same moment", async () => {
    server.answer(() => listing([{ name: "a.1" }]));
    pass(10 * MINUTE_MS);
    const both = await Promise.all([
      refreshProvider("cloudrift", { now }),
      refreshProvider("cloudrift", { now }),
    ]);
    expect(both.map((result) => result.kind).sort()).toEqual(["elsewhere", "saved"]);
    expect(server.asked).toHaveLength(1);
  });

  it("is taken over from a worker that died, whose late answer changes nothing", async () => {
    const slow = refreshProvider("cloudrift", { now, signal: AbortSignal.timeout(400) });
    server.answer(() => ({ fate: "hang" }));
    await expect.poll(source).toMatchObject({ state: "refreshing" });
    pass(3 * MINUTE_MS);
    server.answer(() => listing([{ name: "a.1" }]));
    expect(await refreshProvider("cloudrift", { now })).toMatchObject({ kind: "saved" });
    expect((await slow).kind).toBe("elsewhere");
    expect(await source()).toMatchObject({ state: "ok", failure: null });
  });
});

describe("what a refresh understood", () => {
  it("puts a name nobody knows on the review list and compares it with nothing", async () => {
    await refresh([{ name: "a.1", brand: "Quantum 9000", cents: 1 }, { name: "b.1" }]);
    expect(await offers()).toMatchObject([{ gpuModel: null }, { gpuModel: "rtx-4090" }]);
    expect(await db().unknownSpelling.findMany()).toMatchObject([
      { providerId: "cloudrift", spelling: "Quantum 9000", memoryGb: 24 },
    ]);
    expect(await points()).toHaveLength(1);
  });

  it("never calls a slice, or what is sold out, the cheapest", async () => {
    await refresh([
      { name: "a.1", cents: 300, brand: "RTX PRO 6000" },
      { name: "a.mig", cents: 100, brand: "RTX PRO 6000", mig: "1g.24gb" },
    ]);
    const page = await gpuPage("rtx-pro-6000", now);
    expect(page?.offers.some((offer) => offer.isPartition)).toBe(true);
    expect(page?.cheapest).toBeNull();
    await refresh([
      { name: "b.1", cents: 50 },
      { name: "b.2", cents: 20, free: 0 },
    ]);
    expect((await gpuPage("rtx-4090", now))?.cheapest).toMatchObject({ pricePerGpuHour: "0.5" });
  });
});

describe("the sources that are due", () => {
  it("are those never asked, those past their schedule and those that failed", async () => {
    expect(await dueSources(now)).toContain("cloudrift");
    await refresh([{ name: "a.1" }]);
    expect(await dueSources(now)).not.toContain("cloudrift");
    pass(10 * MINUTE_MS);
    expect(await dueSources(now)).toContain("cloudrift");
    server.answer(() => ({ status: 500, json: {} }));
    await refreshProvider("cloudrift", { now });
    expect(await dueSources(now)).not.toContain("cloudrift");
    pass(2 * MINUTE_MS);
    expect(await dueSources(now)).toContain("cloudrift");
  });
});
