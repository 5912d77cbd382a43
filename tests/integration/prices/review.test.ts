import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readSession } from "@/lib/auth/read-session";
import { asWorker, db, disconnect } from "@/lib/db";
import { loadReference } from "@/lib/prices/load-reference";
import { gpuPage, sourceStates } from "@/lib/prices/queries";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { forgetSpelling } from "@/lib/prices/review/forget-spelling";
import { priceReview } from "@/lib/prices/review/queries";
import { releasePrice } from "@/lib/prices/review/release-price";
import { resolveSpelling } from "@/lib/prices/review/resolve-spelling";
import { runVerb } from "@/lib/verbs/run-verb";
import { makeOperator, makePerson, type Person } from "@/tests/factories/people";
import type { RecordedServer } from "../../contract/recorded-server";
import { asOwner } from "../operations/as-owner";
import { listing, startCloudrift } from "./cloudrift-list";

const MINUTE_MS = 60_000;
let server: RecordedServer;
let operator: Person;
let now = new Date();

beforeAll(async () => {
  server = await startCloudrift();
  operator = await makeOperator();
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
    await tx.unknownSpelling.deleteMany();
    await tx.spellingRule.deleteMany();
  });
});

const refresh = async (...machines: Parameters<typeof listing>[0]) => {
  now = new Date(now.getTime() - 10 * MINUTE_MS);
  server.answer(() => listing(machines));
  return refreshProvider("cloudrift", { now });
};
const source = async () =>
  (await sourceStates(now)).live.find(({ providerName }) => providerName === "CloudRift");
const review = () => priceReview(operator.scope);
const pricePerHour = "3.5";
const strange = { name: "q.1", brand: "Quantum 9000", cents: 250 };
const quantum = { spelling: "Quantum 9000", memoryGb: 24 };

describe("the review of prices", () => {
  it("does not exist for anybody but operators", async () => {
    const owner = await makePerson();
    await expect(priceReview(owner.scope)).rejects.toMatchObject({ code: "not-found" });
    await expect(priceReview(null)).rejects.toMatchObject({ code: "not-found" });
  });

  it("does not take a person with an unverified address for an operator", async () => {
    await asOwner((client) =>
      client.query("UPDATE app_user SET email_verified_at = NULL WHERE id = $1", [operator.userId]),
    );
    const scope = await readSession(operator.sessionId, "198.51.100.7");
    await expect(priceReview(scope)).rejects.toMatchObject({ code: "not-found" });
    await asOwner((client) =>
      client.query("UPDATE app_user SET email_verified_at = $2 WHERE id = $1", [
        operator.userId,
        now,
      ]),
    );
  });
});

describe("a held price", () => {
  it("is listed with its reason and past, and shown again once it is released", async () => {
    await refresh({ name: "a.1", cents: 35 });
    await refresh({ name: "a.1", cents: 350 });
    expect(await source()).toMatchObject({ heldCount: 1, unknownCount: 0 });
    const { held } = await review();
    expect(held).toMatchObject([
      {
        reason: "sudden",
        gpu: "RTX 4090",
        pricePerHour: "3.5",
        believedPerHour: "0.35",
        providerName: "CloudRift",
      },
    ]);
    const offerId = held[0]?.offerId ?? "";
    await runVerb(releasePrice, operator.scope, { offerId, pricePerHour });
    expect((await review()).held).toEqual([]);
    const points = await db().pricePoint.findMany({ orderBy: { at: "asc" } });
    expect(points.at(-1)?.pricePerGpuHourMicros).toBe(3_500_000n);
    await refresh({ name: "a.1", cents: 350 });
    expect((await review()).held).toEqual([]);
    const audit = await asWorker((tx) =>
      tx.auditEntry.findFirst({ where: { verb: "prices.release" } }),
    );
    expect(audit).toMatchObject({ target: offerId, actorId: operator.userId });
    expect(audit?.details).toMatchObject({ pricePerHour });
  });

  it("is not released when it moved after it was read", async () => {
    await refresh({ name: "a.1", cents: 35 });
    await refresh({ name: "a.1", cents: 350 });
    const offerId = (await review()).held[0]?.offerId ?? "";
    await refresh({ name: "a.1", cents: 35_000 });
    await expect(
      runVerb(releasePrice, operator.scope, { offerId, pricePerHour }),
    ).rejects.toMatchObject({ code: "conflict", reason: "price-moved" });
    expect((await review()).held).toMatchObject([{ offerId, pricePerHour: "350" }]);
  });

  it("cannot be released twice, nor by anybody else", async () => {
    await refresh({ name: "a.1", cents: 35 });
    await refresh({ name: "a.1", cents: 350 });
    const offerId = (await review()).held[0]?.offerId ?? "";
    const owner = await makePerson();
    await expect(
      runVerb(releasePrice, owner.scope, { offerId, pricePerHour }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    const requestId = "release-0001";
    await runVerb(releasePrice, operator.scope, { offerId, pricePerHour }, { requestId });
    await runVerb(releasePrice, operator.scope, { offerId, pricePerHour }, { requestId });
    await expect(
      runVerb(releasePrice, operator.scope, { offerId, pricePerHour }),
    ).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("a spelling nobody knows", () => {
  it("is listed with who uses it and how many rows wait", async () => {
    await refresh(strange, { name: "a.1" });
    expect((await review()).unknown).toMatchObject([
      { ...quantum, providerNames: ["CloudRift"], waitingCount: 1 },
    ]);
    expect(await source()).toMatchObject({ heldCount: 0, unknownCount: 1 });
  });

  it("once resolved is that model at once, and in every list from then on", async () => {
    await refresh(strange);
    const input = { ...quantum, gpuModel: "rtx-4090" };
    expect(await runVerb(resolveSpelling, operator.scope, input)).toMatchObject({ rowCount: 1 });
    expect((await review()).unknown).toEqual([]);
    expect(await db().offer.findMany()).toMatchObject([{ gpuModel: "rtx-4090" }]);
    expect(await db().pricePoint.count()).toBe(1);
    await refresh(strange);
    expect(await db().offer.findMany()).toMatchObject([{ gpuModel: "rtx-4090" }]);
    expect((await gpuPage("rtx-4090", now))?.cheapest).toMatchObject({ pricePerGpuHour: "2.5" });
  });

  it("once resolved is held where its price is absurd for the model, and stays so", async () => {
    await asOwner((client) => loadReference(client, { dir: "prisma/reference", tables: [], now }));
    const absurd = { ...strange, cents: 1 };
    await refresh(absurd);
    await refresh(absurd);
    await runVerb(resolveSpelling, operator.scope, { ...quantum, gpuModel: "rtx-4090" });
    const held = [{ gpuModel: "rtx-4090", heldReason: "absurd", believedMicros: null }];
    expect(await db().offer.findMany()).toMatchObject(held);
    expect(await db().pricePoint.count()).toBe(0);
    await refresh(absurd);
    expect(await db().offer.findMany()).toMatchObject(held);
  });

  it("decided for too large a card is a slice until the decision is corrected", async () => {
    await refresh(strange, { ...strange, name: "q.mig", mig: "1g.24gb" });
    const slices = async () =>
      (await db().offer.findMany({ orderBy: { instanceType: "asc" } })).map(
        ({ isPartition }) => isPartition,
      );
    expect(await slices()).toEqual([false, true]);
    await runVerb(resolveSpelling, operator.scope, { ...quantum, gpuModel: "h100-sxm" });
    expect(await slices()).toEqual([true, true]);
    await runVerb(resolveSpelling, operator.scope, { ...quantum, gpuModel: "rtx-4090" });
    expect(await slices()).toEqual([false, true]);
  });

  it("that is no GPU waits no longer and is compared with nothing", async () => {
    await refresh(strange);
    await runVerb(resolveSpelling, operator.scope, { ...quantum, gpuModel: null });
    await refresh(strange);
    const { unknown, decided } = await review();
    expect(unknown).toEqual([]);
    expect(decided).toMatchObject([{ ...quantum, modelName: null }]);
    expect(await db().offer.findMany()).toMatchObject([{ gpuModel: null }]);
  });

  it("waits again when the decision is taken back, and its line ends", async () => {
    await refresh(strange);
    await runVerb(resolveSpelling, operator.scope, { ...quantum, gpuModel: "rtx-4090" });
    await runVerb(forgetSpelling, operator.scope, quantum);
    expect((await review()).unknown).toMatchObject([{ ...quantum, waitingCount: 1 }]);
    const points = await db().pricePoint.findMany({ orderBy: { at: "asc" } });
    expect(points.at(-1)?.pricePerGpuHourMicros).toBeNull();
    await expect(runVerb(forgetSpelling, operator.scope, quantum)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("cannot be resolved to a model nobody has heard of", async () => {
    const input = { ...quantum, gpuModel: "quantum-9000" };
    await expect(runVerb(resolveSpelling, operator.scope, input)).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
