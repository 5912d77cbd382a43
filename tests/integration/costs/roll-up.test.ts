import { beforeAll, describe, expect, it, vi } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { listSegments } from "@/lib/costs/list-segments";
import { costOf } from "@/lib/costs/meter";
import { readCosts } from "@/lib/costs/read-costs";
import { rollUpCosts } from "@/lib/costs/roll-up";
import { segmentsQuery } from "@/lib/costs/segments-query";
import type { CostsView } from "@/lib/costs/types";
import { lastDaysIn } from "@/lib/costs/zone-days";
import { asWorker, type Tx } from "@/lib/db";
import { newId } from "@/lib/ids";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import { readOverview } from "@/lib/overview/queries";
import { setTimeZone } from "@/lib/teams/set-time-zone";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { addMachine, addUse, type Machine, type Use } from "./ledger";

closeAfterwards();

const now = new Date("2026-11-26T17:37:21.457Z");
const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);

/** Zones whose clocks changed within the last sixty days, and such as are half an hour apart. */
const zones = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
];

/** Numbers below a bound, the same for a seed each time. */
function numbersFrom(seed: number) {
  let number = seed;
  return (below: number) => {
    number = (number * 48_271) % 2_147_483_647;
    return number % below;
  };
}

/**
 * Two months of stretches one after another, uneven rates, odd milliseconds; the last one is open, or
 * over already with a started unit that is still running.
 */
function stretchesOf(machine: Machine, seed: number): Use[] {
  const next = numbersFrom(seed);
  const made: Use[] = [];
  let fromMs = now.getTime() - 60 * 24 * HOUR_MS - next(24 * HOUR_MS);
  while (fromMs < now.getTime()) {
    const endMs = fromMs + next(40 * HOUR_MS);
    const isOpen = endMs >= now.getTime();
    made.push({
      machine,
      ratePerHourMicros: BigInt(next(20_000_000)),
      fromAt: new Date(fromMs),
      toAt: isOpen && seed % 2 === 0 ? null : new Date(endMs),
    });
    fromMs = endMs + next(3) * next(HOUR_MS);
  }
  return made;
}

interface World {
  readonly scope: TeamScope;
  readonly machines: readonly Machine[];
}

async function makeWorld(seed: number): Promise<World> {
  const scope = await makeScope();
  const keyId = await addKey(scope, "runpod", freshKey("runpod"));
  const kinds = [
    { name: "one", providerId: "runpod", gpuModel: "h100-sxm" },
    { name: "two", providerId: "lambda", gpuModel: "a100-sxm-80gb" },
    { name: "three", providerId: "lambda", gpuModel: "h100-sxm" },
  ];
  const machines = await Promise.all(kinds.map((kind) => addMachine(scope, keyId, kind)));
  await addUse(
    scope,
    machines.flatMap((machine, index) => stretchesOf(machine, seed + index)),
  );
  await asWorker((tx) => addVolume(tx, { scope, keyId }));
  return { scope, machines };
}

/** A volume that was there for three weeks, and is there again since. */
async function addVolume(
  tx: Tx,
  { scope, keyId }: { readonly scope: TeamScope; readonly keyId: string },
): Promise<void> {
  const facts = { teamId: scope.team.id, providerId: "vultr" };
  const seen = { nativeStatus: "active", firstSeenAt: now, lastSeenAt: now };
  const { id: volumeId } = await tx.volume.create({
    data: {
      ...facts,
      ...seen,
      id: newId("vol"),
      providerKeyId: keyId,
      providerVolumeId: newId("vol"),
      sizeGb: 100,
    },
  });
  const stretch = (fromAt: Date, toAt: Date | null) => {
    return { ...facts, id: newId("sto"), volumeId, ratePerHourMicros: 13_699n, fromAt, toAt };
  };
  await tx.storageSegment.createMany({
    data: [
      stretch(later(-40 * 24 * HOUR_MS - 1), later(-19 * 24 * HOUR_MS + 77)),
      stretch(later(-18 * 24 * HOUR_MS), null),
    ],
  });
}

/** What the team's ledger comes to by the meter alone, stretch by stretch. */
async function counted({ scope }: World, at: Date) {
  const where = { teamId: scope.team.id, fromAt: { lt: at } };
  const include = { deployment: { select: { providerId: true } } };
  const used = await asWorker((tx) => tx.usageSegment.findMany({ where, include }));
  const stored = await asWorker((tx) => tx.storageSegment.findMany({ where }));
  const rows = [
    ...used.map(({ deployment, ...row }) => ({ ...row, providerId: deployment.providerId })),
    ...stored,
  ];
  const { timeZone } = await asWorker((tx) =>
    tx.team.findUniqueOrThrow({ where: { id: scope.team.id } }),
  );
  const before = (moment: Date) =>
    costOf(
      rows.map((row) => ({ ...row, toAt: row.toAt && row.toAt < moment ? row.toAt : moment })),
      moment,
    );
  const upTo = (moment: Date) => (moment === at ? costOf(rows, at) : before(moment));
  const days = lastDaysIn(at, timeZone, 30);
  const byProvider = Object.groupBy(rows, ({ providerId }) => providerId);
  const providers = Object.entries(byProvider).map(
    ([id, own]) => [id, costOf(own ?? [], at)] as const,
  );
  return {
    all: microsToDecimal(upTo(at)),
    days: days.map(({ day, from }, index) => ({
      day,
      amount: microsToDecimal(upTo(days[index + 1]?.from ?? at) - upTo(from)),
    })),
    providers: providers
      .filter(([, micros]) => micros > 0n)
      .map(([id, micros]): [string, string] => [id, microsToDecimal(micros)])
      .sort(),
  };
}

function told({ totals, days, parts }: CostsView) {
  return {
    all: totals.all,
    days,
    providers: parts.all.providers.map(({ id, amount }): [string, string] => [id, amount]).sort(),
  };
}

const markOf = ({ scope }: World) =>
  asWorker((tx) => tx.costRollupMark.findUnique({ where: { teamId: scope.team.id } }));

/** The page says what the meter counts, and so does the overview. */
async function expectExact(world: World, at = now): Promise<void> {
  vi.spyOn(clock, "now").mockReturnValue(at);
  const view = await readCosts(world.scope);
  expect(told(view)).toEqual(await counted(world, at));
  const { spend } = await readOverview(world.scope);
  const { today, week, month } = view.totals;
  expect(spend).toMatchObject({ today, week, month, forecast: view.forecast });
  expect(spend.days).toEqual(view.days.slice(-7));
}

beforeAll(() => {
  vi.spyOn(clock, "now").mockReturnValue(now);
});

describe("costs that are rolled up", () => {
  it.each(zones)("are what the meter counts in %s, whatever changes late", async (zone) => {
    const next = numbersFrom(zone.length * 7919 + zones.indexOf(zone));
    const world = await makeWorld(next(1_000_000) + 1);
    await runVerb(setTimeZone, world.scope, { timeZone: zone });
    await expectExact(world);
    await rollUpCosts(later(-next(20 * 24) * HOUR_MS));
    expect((await markOf(world))?.timeZone).toBe(zone);
    await expectExact(world);
    for (let round = 0; round < 6; round += 1) {
      await asWorker((tx) => changeSomething(tx, world, next));
      await expectExact(world);
      await rollUpCosts(now);
      expect((await markOf(world))?.upTo.getTime()).toBeGreaterThan(now.getTime() - HOUR_MS);
      await expectExact(world);
    }
    await rollUpCosts(later(30 * HOUR_MS));
    await expectExact(world, later(31 * HOUR_MS));
  });

  it("are counted anew when the team's days become those of another time zone", async () => {
    const world = await makeWorld(77);
    await rollUpCosts(now);
    await runVerb(setTimeZone, world.scope, { timeZone: "Asia/Kolkata" });
    await expectExact(world);
    await rollUpCosts(now);
    expect((await markOf(world))?.timeZone).toBe("Asia/Kolkata");
    await expectExact(world);
  });

  it("are rolled up once where several workers do so at a time", async () => {
    const world = await makeWorld(99);
    await Promise.all(Array.from({ length: 4 }, () => rollUpCosts(now)));
    await rollUpCosts(now);
    await expectExact(world);
  });

  it("wait for a write that is under way, and count it", async () => {
    const world = await makeWorld(111);
    await rollUpCosts(later(-48 * HOUR_MS));
    const before = await markOf(world);
    await asWorker(async (tx) => {
      await moveAnEnd(tx, world, numbersFrom(5));
      await rollUpCosts(now);
      expect(await markOf(world)).toEqual(before);
    });
    await rollUpCosts(now);
    await expectExact(world);
  });

  it("are the sums of the ledger's rows, also where a machine ends within a started unit and its bill comes late", async () => {
    const scope = await makeScope();
    const keyId = await addKey(scope, "vultr", freshKey("vultr"));
    const kind = { name: "by the hour", providerId: "vultr", gpuModel: "l40s" };
    const machine = await addMachine(scope, keyId, kind);
    const fromAt = later(-50 * HOUR_MS - 1_234);
    await addUse(scope, [
      { machine, ratePerHourMicros: 1_671_001n, fromAt, toAt: later(HOUR_MS / 2) },
    ]);
    const expectSame = async (at: Date) => {
      vi.spyOn(clock, "now").mockReturnValue(at);
      const query = segmentsQuery.parse({ q: "", after: null });
      const { rows } = await listSegments(scope, query, { now: at, limit: 10 });
      const { totals, days } = await readCosts(scope);
      expect(rows.map(({ cost }) => cost)).toEqual([totals.all]);
      expect(sumOf(days.map(({ amount }) => amount))).toBe(sumOf([totals.all]));
    };
    await expectSame(now);
    await rollUpCosts(now);
    await expectSame(now);
    await rollUpCosts(later(24 * HOUR_MS));
    await expectSame(later(24 * HOUR_MS));
    await asWorker((tx) =>
      tx.usageSegment.updateMany({
        where: { deploymentId: machine.id },
        data: { toAt: later(-26 * HOUR_MS - 7) },
      }),
    );
    await expectSame(later(24 * HOUR_MS));
    await rollUpCosts(later(48 * HOUR_MS));
    await expectSame(later(48 * HOUR_MS));
  });

  it("are told by template and by whether the machine ran, all of which add up to the whole", async () => {
    const world = await makeWorld(131);
    const [machine] = world.machines;
    await asWorker(async (tx) => {
      await tx.deployment.update({
        where: { id: machine?.id ?? "" },
        data: { templateId: "tpl_x" },
      });
      await tx.usageSegment.updateMany({
        where: { deploymentId: machine?.id ?? "", fromAt: { lt: later(-24 * HOUR_MS) } },
        data: { cause: "stopped" },
      });
    });
    const live = await readCosts(world.scope);
    await rollUpCosts(now);
    const rolled = await readCosts(world.scope);
    expect(rolled).toEqual(live);
    const { templates, kinds } = rolled.parts.all;
    expect(templates.map(({ id }) => id).sort()).toEqual(["", "tpl_x"]);
    expect(kinds.map(({ id }) => id).sort()).toEqual(["running", "stopped", "storage"]);
  });
});

const sumOf = (amounts: readonly string[]) =>
  amounts.reduce((sum, amount) => sum + (microsFromDecimal(amount) ?? 0n), 0n);

async function changeSomething(tx: Tx, world: World, next: (below: number) => number) {
  const changes = [
    moveAnEnd,
    changeARate,
    addOldUse,
    removeAStretch,
    takeElsewhere,
    moveABeginning,
    endAVolume,
  ];
  await changes[next(changes.length)]?.(tx, world, next);
}

async function pick(tx: Tx, { scope }: World, next: (below: number) => number) {
  const rows = await tx.usageSegment.findMany({
    where: { teamId: scope.team.id, toAt: { not: null } },
    orderBy: { id: "asc" },
  });
  const row = rows[next(rows.length)];
  if (!row?.toAt) throw new Error("nothing to change");
  return { id: row.id, fromAt: row.fromAt, toAt: row.toAt };
}

type Change = (tx: Tx, world: World, next: (below: number) => number) => Promise<void>;

const moveAnEnd: Change = async (tx, world, next) => {
  const { id, fromAt, toAt } = await pick(tx, world, next);
  const lasted = toAt.getTime() - fromAt.getTime();
  await tx.usageSegment.update({
    where: { id },
    data: { toAt: new Date(fromAt.getTime() + next(2 * lasted + 1)) },
  });
};

const moveABeginning: Change = async (tx, world, next) => {
  const { id, fromAt } = await pick(tx, world, next);
  await tx.usageSegment.update({
    where: { id },
    data: { fromAt: new Date(fromAt.getTime() - next(30 * HOUR_MS)) },
  });
};

const changeARate: Change = async (tx, world, next) => {
  const { id } = await pick(tx, world, next);
  await tx.usageSegment.update({
    where: { id },
    data: { ratePerHourMicros: BigInt(next(9_000_001)) },
  });
};

const removeAStretch: Change = async (tx, world, next) => {
  const { id } = await pick(tx, world, next);
  await tx.usageSegment.delete({ where: { id } });
};

const addOldUse: Change = async (tx, { scope, machines }, next) => {
  const fromAt = later(-next(100 * 24) * HOUR_MS - 1);
  await tx.usageSegment.create({
    data: {
      id: `seg_old${next(1_000_000_000)}`,
      teamId: scope.team.id,
      projectId: scope.team.defaultProjectId,
      deploymentId: machines[next(machines.length)]?.id ?? "",
      ratePerHourMicros: BigInt(next(5_000_000)),
      cause: "running",
      fromAt,
      toAt: new Date(fromAt.getTime() + next(HOUR_MS)),
    },
  });
};

const endAVolume: Change = async (tx, { scope }, next) => {
  const row = await tx.storageSegment.findFirstOrThrow({
    where: { teamId: scope.team.id, fromAt: { gt: later(-30 * 24 * HOUR_MS) } },
  });
  await tx.storageSegment.update({
    where: { id: row.id },
    data: { toAt: new Date(row.fromAt.getTime() + next(400 * HOUR_MS)) },
  });
};

const takeElsewhere: Change = async (tx, { machines }, next) => {
  await tx.deployment.update({
    where: { id: machines[next(machines.length)]?.id ?? "" },
    data: { providerId: ["vultr", "verda", "lambda"][next(3)] ?? "vultr" },
  });
};
