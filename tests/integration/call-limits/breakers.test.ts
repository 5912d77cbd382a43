import { afterAll, expect, it } from "vitest";
import { callGuard } from "@/lib/call-limits/call-guard";
import {
  type CapacityAsked,
  mayAskForCapacity,
  noteCapacity,
  noteNoCapacity,
} from "@/lib/call-limits/capacity-breaker";
import { askProvider, noteProviderCall } from "@/lib/call-limits/provider-breaker";
import { clock } from "@/lib/clock";
import { asWorker, db, disconnect } from "@/lib/db";
import { newId } from "@/lib/ids";
import { later } from "@/lib/pace";
import type { ProviderErrorKind } from "@/lib/providers/errors";

afterAll(disconnect);

const MINUTE_MS = 60_000;
const start = new Date("2026-05-01T12:00:00Z");
const after = (minutes: number) => later(start, minutes * MINUTE_MS);

async function call(providerId: string, times: number, failure: ProviderErrorKind | null) {
  for (let number = 0; number < times; number += 1) {
    await noteProviderCall(providerId, failure, start);
  }
}

const passageOf = async (providerId: string, at: Date) => (await askProvider(providerId, at)).kind;

it("leaves a provider alone for a minute when most of its answers fail, and then tries once", async () => {
  const provider = newId("req");
  await call(provider, 9, null);
  await call(provider, 9, "transient");
  expect(await passageOf(provider, start)).toBe("closed");
  await call(provider, 2, "ambiguous");
  expect(await passageOf(provider, after(0.9))).toBe("open");
  expect(await passageOf(newId("req"), start)).toBe("closed");

  expect(await passageOf(provider, after(1.1))).toBe("trial");
  expect(await passageOf(provider, after(1.1))).toBe("open");
  await noteProviderCall(provider, "transient", after(1.2));
  expect(await passageOf(provider, after(1.3))).toBe("open");

  expect(await passageOf(provider, after(2.5))).toBe("trial");
  await noteProviderCall(provider, null, after(2.6));
  expect(await passageOf(provider, after(2.6))).toBe("closed");
});

it("lets another try where the one that tried was never heard of again", async () => {
  const provider = newId("req");
  await call(provider, 20, "transient");
  expect(await passageOf(provider, after(2))).toBe("trial");
  expect(await passageOf(provider, after(3))).toBe("open");
  expect(await passageOf(provider, after(5))).toBe("trial");
});

it("takes a refusal for an answer, and forgets failures of the minute before", async () => {
  const provider = newId("req");
  await call(provider, 30, "invalid-request");
  expect(await passageOf(provider, start)).toBe("closed");
  const other = newId("req");
  await call(other, 19, "transient");
  await noteProviderCall(other, "transient", after(1.5));
  expect(await passageOf(other, after(1.5))).toBe("closed");
});

it("sends nothing to a provider that keeps failing, but what stops or ends a machine", async () => {
  const providerId = newId("req");
  for (let number = 0; number < 20; number += 1) {
    await noteProviderCall(providerId, "transient", clock.now());
  }
  const openUntil = new Date(clock.now().getTime() + MINUTE_MS);
  await db().breaker.update({ where: { id: `provider:${providerId}` }, data: { openUntil } });
  const common = { providerId, credentials: { apiKey: "k" }, limits: [] };
  const any = callGuard({ ...common, purpose: "any" });
  await expect(any.enter({ launches: true })).rejects.toMatchObject({
    kind: "transient",
    isUnsent: true,
  });
  await callGuard({ ...common, purpose: "ending" }).enter({ launches: false });
});

const may = (asked: CapacityAsked, at: Date) => asWorker((tx) => mayAskForCapacity(tx, asked, at));
const refuse = (asked: CapacityAsked, at: Date) => asWorker((tx) => noteNoCapacity(tx, asked, at));

/** What one account was refused: nothing else has the same account. */
const shelf = (more: Partial<CapacityAsked> = {}): CapacityAsked => ({
  mark: newId("key"),
  region: "us-1",
  instanceType: "cloud-a/H100",
  gpuCount: 1,
  tier: "secure",
  pricingModel: "on-demand",
  ...more,
});

it("asks no more for a machine after three refusals, until one try ten minutes later", async () => {
  const asked = shelf();
  for (const minute of [0, 5]) await refuse(asked, after(minute));
  expect(await may(asked, after(6))).toBe(true);
  await refuse(asked, after(10));
  expect(await may(asked, after(19))).toBe(false);
  expect(await may(asked, after(21))).toBe(true);
  expect(await may(asked, after(21))).toBe(false);
  await refuse(asked, after(21));
  expect(await may(asked, after(30))).toBe(false);
  expect(await may(asked, after(32))).toBe(true);
  await asWorker((tx) => noteCapacity(tx, asked));
  expect(await may(asked, after(32))).toBe(true);
});

it.each<[string, Partial<CapacityAsked>]>([
  ["account", { mark: newId("key") }],
  ["region", { region: "us-2" }],
  ["place that is left open", { region: null }],
  ["cloud behind a broker", { instanceType: "cloud-b/H100" }],
  ["number of GPUs", { gpuCount: 8 }],
  ["tier", { tier: "community" }],
  ["way of paying", { pricingModel: "spot" }],
])("takes no refusal for one of another %s", async (_what, other) => {
  const asked = shelf();
  for (const minute of [0, 1, 2]) await refuse(asked, after(minute));
  expect(await may(asked, after(3))).toBe(false);
  expect(await may({ ...asked, ...other }, after(3))).toBe(true);
});

it("knows what was asked for under a name of one length, however long its words are", async () => {
  const [short, long] = [shelf(), shelf({ instanceType: "NVIDIA ".repeat(60) })];
  const idsOf = async ({ mark }: CapacityAsked) => {
    const rows = await db().breaker.findMany({ where: { id: { contains: mark } } });
    return rows.map(({ id }) => id.length - mark.length);
  };
  for (const asked of [short, long]) await refuse(asked, start);
  expect(await idsOf(long)).toEqual(await idsOf(short));
});

it("does not count refusals that lie more than a quarter of an hour apart", async () => {
  const asked = shelf();
  for (const minute of [0, 16, 32, 48]) await refuse(asked, after(minute));
  expect(await may(asked, after(48))).toBe(true);
});
