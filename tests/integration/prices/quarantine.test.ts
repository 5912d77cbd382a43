import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asWorker, db, disconnect } from "@/lib/db";
import { gpuPage } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import type { RecordedServer } from "../../contract/recorded-server";
import { listing, startCloudrift } from "./cloudrift-list";

const MINUTE_MS = 60_000;
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
    await tx.priceSource.deleteMany();
  });
});

const refresh = async (...cents: readonly number[]) => {
  now = new Date(now.getTime() + 10 * MINUTE_MS);
  server.answer(() => listing(cents.map((price, at) => ({ name: `a.${at + 1}`, cents: price }))));
  return refreshProvider("cloudrift", { now });
};
const reasons = async () =>
  (await db().offer.findMany({ orderBy: { offerKey: "asc" } })).map(({ heldReason }) => heldReason);
const lowest = async () => (await gpuPage("rtx-4090", now))?.cheapest?.pricePerGpuHour ?? null;

describe("a price nobody would believe", () => {
  it("is held when it jumps, is shown nowhere and makes no point of the history", async () => {
    await refresh(35, 40);
    await refresh(3.5, 40);
    expect(await reasons()).toEqual(["sudden", null]);
    expect(await lowest()).toBe("0.4");
    const page = await gpuPage("rtx-4090", now);
    expect(page?.offers.map((offer) => offer.pricePerHour)).toEqual(["0.4"]);
    const points = await db().pricePoint.findMany({ orderBy: { at: "asc" } });
    expect(points.map((point) => point.pricePerGpuHourMicros)).toEqual([350_000n, 400_000n]);
  });

  it("stays held while it stays, and is believed again by itself once it is back to normal", async () => {
    await refresh(35);
    await refresh(3_500);
    await refresh(3_500);
    expect(await reasons()).toEqual(["sudden"]);
    expect(await lowest()).toBeNull();
    await refresh(36);
    expect(await reasons()).toEqual([null]);
    expect(await lowest()).toBe("0.36");
  });

  it("is held when a new row is far from everything the provider and the market ask", async () => {
    await refresh(35, 36, 3_400);
    expect(await reasons()).toEqual([null, null, "uneven"]);
  });

  it("is believed once somebody released that very price, and no other", async () => {
    await refresh(35);
    await refresh(350);
    await asWorker((tx) => tx.offer.updateMany({ data: { releasedMicros: 3_500_000n } }));
    await refresh(350);
    expect(await reasons()).toEqual([null]);
    expect(await lowest()).toBe("3.5");
    await refresh(35);
    expect(await reasons()).toEqual(["sudden"]);
  });
});
