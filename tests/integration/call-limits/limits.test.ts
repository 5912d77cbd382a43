import { afterAll, expect, it } from "vitest";
import { accountMark, credentialMark } from "@/lib/call-limits/account-mark";
import { type Bucket, bucketsFor } from "@/lib/call-limits/buckets";
import { callGuard } from "@/lib/call-limits/call-guard";
import { takeTurn } from "@/lib/call-limits/take-turn";
import { disconnect } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { Credentials, RateLimit } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";
import { asOwner } from "../operations/as-owner";

afterAll(disconnect);

const HOUR_MS = 3_600_000;
const read = { launches: false };
const bucket = (most: number): Bucket => ({ id: newId("req"), most, perMs: most / HOUR_MS });

/** A limit that gives back nothing while a test runs, at the sandbox's pace or not. */
const hourly = (calls: number, more: Partial<RateLimit> = {}): RateLimit => ({
  per: "credential",
  of: "all-calls",
  calls,
  everyMs: 1_000 * HOUR_MS,
  ...more,
});

function guardOf(apiKey: string, limits: readonly RateLimit[], purpose: "any" | "ending" = "any") {
  return callGuard({ providerId: "lambda", credentials: { apiKey }, limits, purpose });
}

it("hands out as many turns as the limit allows, however many ask at once", async () => {
  const scarce = bucket(5);
  const turns = await Promise.all(Array.from({ length: 20 }, () => takeTurn([scarce], 0)));
  expect(turns.filter(({ isTaken }) => isTaken)).toHaveLength(5);
  const refused = turns.find(({ isTaken }) => !isTaken);
  expect(refused?.waitMs).toBeGreaterThan(HOUR_MS / 10);
});

it("takes from all limits or from none", async () => {
  const [wide, narrow] = [bucket(2), bucket(1)];
  expect((await takeTurn([wide, narrow], 0)).isTaken).toBe(true);
  expect((await takeTurn([wide, narrow], 0)).isTaken).toBe(false);
  expect((await takeTurn([wide], 0)).isTaken).toBe(true);
  expect((await takeTurn([wide], 0)).isTaken).toBe(false);
});

it("hands out turns one behind the other to those that wait", async () => {
  const slow: Bucket = { id: newId("req"), most: 1, perMs: 1 / 500 };
  const turns = [];
  for (let number = 0; number < 4; number += 1) turns.push(await takeTurn([slow], 1_100));
  expect(turns.map(({ isTaken }) => isTaken)).toEqual([true, true, true, false]);
  const [, second, third] = turns;
  expect((third?.waitMs ?? 0) - (second?.waitMs ?? 0)).toBeGreaterThan(300);
});

it("counts launches against their own limit too, and reads not", () => {
  const limits = [hourly(60), hourly(1, { of: "launches" }), hourly(9, { per: "address" })];
  const owner = { providerId: "lambda", mark: "lambda:abc" };
  expect(bucketsFor(limits, owner, read)).toHaveLength(2);
  const ids = bucketsFor(limits, owner, { launches: true }).map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(ids.some((id) => id.startsWith("lambda:address:"))).toBe(true);
});

it("hands out turns as before where the database's clock was set back", async () => {
  const scarce = bucket(1);
  await takeTurn([scarce], 0);
  expect((await takeTurn([scarce], 0)).isTaken).toBe(false);
  await asOwner((owner) =>
    owner.query("UPDATE rate_bucket SET at = at + interval '2 hours' WHERE id = $1", [scarce.id]),
  );
  expect((await takeTurn([scarce], 0)).isTaken).toBe(true);
});

it("sends nothing once its turn was only learnt of after a long time", async () => {
  const guard = guardOf(newId("req"), [hourly(1_000)]);
  await guard.enter(read);
  await asOwner(async (owner) => {
    await owner.query("BEGIN");
    await owner.query("SELECT 1 FROM rate_bucket FOR UPDATE");
    const late = expect(guard.enter({ launches: true })).rejects.toMatchObject({ isUnsent: true });
    await owner.query("SELECT pg_sleep(3.5)");
    await owner.query("ROLLBACK");
    await late;
  });
});

it("knows credentials whichever way they are written down, and does not tell them", () => {
  const credentials = { apiKey: "one-key-of-two-teams", region: "x" };
  const turned = { region: "x", apiKey: "one-key-of-two-teams" };
  expect(credentialMark("lambda", credentials)).toBe(credentialMark("lambda", turned));
  expect(credentialMark("lambda", credentials)).not.toBe(credentialMark("runpod", credentials));
  expect(credentialMark("lambda", credentials)).not.toContain("one-key");
});

it("knows an account by any of its keys where its provider names machines itself", () => {
  const markAt = (id: string, credentials: Credentials) =>
    accountMark(getProvider(id).meta, credentials);
  const atHotaisle = (apiKey: string, team: string) => markAt("hotaisle", { apiKey, team });
  expect(atHotaisle("one", "ours")).toBe(atHotaisle("two", "ours"));
  expect(atHotaisle("one", "ours")).not.toBe(atHotaisle("one", "theirs"));
  const project = { secretKey: "a", projectId: "p" };
  expect(markAt("scaleway", project)).not.toBe(markAt("scaleway", { ...project, secretKey: "b" }));
});

it("says that a request was not sent, and how long to wait, once a key's calls are used up", async () => {
  const guard = guardOf(newId("key"), [hourly(1)]);
  await guard.enter(read);
  await expect(guard.enter(read)).rejects.toMatchObject({ kind: "rate-limited", isUnsent: true });
  await guardOf(newId("key"), [hourly(1)]).enter(read);
});

it("counts all keys together where the provider counts by address", async () => {
  const limits = [hourly(1, { per: "address", everyMs: 999 * HOUR_MS })];
  await guardOf(newId("key"), limits).enter(read);
  await expect(guardOf(newId("key"), limits).enter(read)).rejects.toMatchObject({ isUnsent: true });
});

it("leaves an account alone for as long as its provider says", async () => {
  const apiKey = newId("key");
  const limits = [hourly(1_000)];
  const guard = guardOf(apiKey, limits);
  await guard.enter(read);
  await guard.leave("rate-limited", 60_000);
  const refusal = guardOf(apiKey, limits).enter(read);
  await expect(refusal).rejects.toSatisfy(
    ({ kind, retryAfterMs }) =>
      kind === "rate-limited" && retryAfterMs > 55_000 && retryAfterMs <= 60_000,
  );
});

it("has a turn for a delete where reads have used up theirs", async () => {
  const apiKey = newId("key");
  const limits = [hourly(1, { everyMs: 220_000 })];
  await guardOf(apiKey, limits).enter(read);
  await expect(guardOf(apiKey, limits).enter(read)).rejects.toMatchObject({ isUnsent: true });
  await guardOf(apiKey, limits, "ending").enter(read);
});
