import { beforeAll, expect, it, vi } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { costOf } from "@/lib/costs/meter";
import { readCosts } from "@/lib/costs/read-costs";
import { type CostPart, costPeriods } from "@/lib/costs/types";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { setTimeZone } from "@/lib/teams/set-time-zone";
import { runVerb } from "@/lib/verbs/run-verb";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { addMachine, addUse, type Machine, type Use } from "./ledger";

const now = new Date("2026-11-26T17:30:00.123Z");
const HOUR_MS = 3_600_000;

let scope: TeamScope;
let machines: Machine[];
let uses: Use[];
beforeAll(async () => {
  vi.spyOn(clock, "now").mockReturnValue(now);
  scope = await makeScope();
  const keyId = await addKey(scope, "runpod", freshKey("runpod"));
  machines = await Promise.all([
    addMachine(scope, keyId, { name: "one", providerId: "runpod", gpuModel: "h100-sxm" }),
    addMachine(scope, keyId, { name: "two", providerId: "lambda", gpuModel: "a100-sxm-80gb" }),
    addMachine(scope, keyId, { name: "three", providerId: "lambda", gpuModel: "h100-sxm" }),
  ]);
  uses = machines.flatMap((machine, number) => stretchesOf(machine, 300, 7 + number));
  await addUse(scope, uses);
});

/** Stretches one after another up to now, the last one open: uneven rates, odd milliseconds. */
function stretchesOf(machine: Machine, count: number, seed: number): Use[] {
  let number = seed;
  const next = (below: number) => {
    number = (number * 48_271) % 2_147_483_647;
    return number % below;
  };
  const made: Use[] = [];
  let toMs: number | null = null;
  let fromMs = now.getTime() - next(5 * HOUR_MS);
  for (let index = 0; index < count; index += 1) {
    made.push({
      machine,
      ratePerHourMicros: BigInt(next(20_000_000)),
      fromAt: new Date(fromMs),
      toAt: toMs === null ? null : new Date(toMs),
    });
    toMs = fromMs - next(2) * next(HOUR_MS);
    fromMs = toMs - next(12 * HOUR_MS);
  }
  return made;
}

const micros = (decimal: string): Micros => microsFromDecimal(decimal) ?? -1n;
const sumOf = (parts: readonly { readonly amount: string }[]) =>
  parts.reduce((sum, { amount }) => sum + micros(amount), 0n);
const costFor = (is: (use: Use) => boolean) => microsToDecimal(costOf(uses.filter(is), now));
const amountOf = (parts: readonly CostPart[], id: string) =>
  parts.find((part) => part.id === id)?.amount;

it("adds up to the micro what the meter counts, in all and by part", async () => {
  const { totals, parts, perHour } = await readCosts(scope);
  expect(totals.all).toBe(costFor(() => true));
  const { models, providers } = parts.all;
  expect(amountOf(models, "h100-sxm")).toBe(costFor((use) => use.machine.gpuModel === "h100-sxm"));
  expect(amountOf(providers, "lambda")).toBe(costFor((use) => use.machine.providerId === "lambda"));
  const open = uses.filter(({ toAt }) => toAt === null);
  expect(micros(perHour)).toBe(open.reduce((sum, use) => sum + use.ratePerHourMicros, 0n));
});

it("has parts that add up to the whole of every period, and days that add up to the month", async () => {
  const { totals, parts, days } = await readCosts(scope);
  for (const period of costPeriods) {
    for (const list of Object.values(parts[period])) {
      expect(sumOf(list)).toBe(micros(totals[period]));
    }
  }
  expect(days).toHaveLength(30);
  expect(sumOf(days)).toBe(micros(totals.days));
  expect(sumOf(days.filter(({ day }) => day >= "2026-11-01"))).toBe(micros(totals.month));
  expect(sumOf(days.filter(({ day }) => day >= "2026-11-23"))).toBe(micros(totals.week));
  expect(days.at(-1)).toEqual({ day: "2026-11-26", amount: totals.today });
});

it("foresees a month that costs at least what it has cost", async () => {
  const { totals, forecast } = await readCosts(scope);
  expect(micros(forecast)).toBeGreaterThan(micros(totals.month));
});

it("cuts a stretch at midnight of the team's own time zone", async () => {
  const payer = await makeScope();
  const keyId = await addKey(payer, "runpod", freshKey("runpod"));
  const made = { name: "night", providerId: "runpod", gpuModel: "h100-sxm" };
  const machine = await addMachine(payer, keyId, made);
  const fromAt = new Date("2026-11-25T14:00:00Z");
  const toAt = new Date("2026-11-25T17:00:00Z");
  await addUse(payer, [{ machine, ratePerHourMicros: 1_000_000n, fromAt, toAt }]);
  const lastTwo = async () => (await readCosts(payer)).days.slice(-3);
  expect(await lastTwo()).toEqual([
    { day: "2026-11-24", amount: "0" },
    { day: "2026-11-25", amount: "3" },
    { day: "2026-11-26", amount: "0" },
  ]);
  await runVerb(setTimeZone, payer, { timeZone: "Asia/Shanghai" });
  expect((await readCosts(payer)).timeZone).toBe("Asia/Shanghai");
  expect(await lastTwo()).toEqual([
    { day: "2026-11-25", amount: "2" },
    { day: "2026-11-26", amount: "1" },
    { day: "2026-11-27", amount: "0" },
  ]);
  await expect(runVerb(setTimeZone, payer, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({
    fields: { timeZone: "time-zone-unknown" },
  });
});

it("shows nothing of another team's spending", async () => {
  const stranger = await makeScope();
  const { totals, parts, perHour } = await readCosts(stranger);
  expect([totals.all, perHour]).toEqual(["0", "0"]);
  expect(parts.all).toEqual({
    models: [],
    providers: [],
    projects: [],
    templates: [],
    kinds: [],
  });
});
