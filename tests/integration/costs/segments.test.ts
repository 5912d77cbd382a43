import { beforeAll, describe, expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { listSegments } from "@/lib/costs/list-segments";
import { costOf } from "@/lib/costs/meter";
import { segmentsCsv } from "@/lib/costs/segments-csv";
import { segmentsQuery } from "@/lib/costs/segments-query";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { type Micros, microsFromDecimal } from "@/lib/money";
import { closeAfterwards } from "@/tests/factories/close";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";

closeAfterwards();

const HOUR_MS = 3_600_000;
const start = Date.parse("2026-03-01T00:00:00Z");
const now = new Date(start + 40 * HOUR_MS);
const hour = (count: number) => new Date(start + count * HOUR_MS);

interface Stretch {
  readonly ratePerHourMicros: Micros;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

async function addMachine(team: TeamScope, keyId: string, name: string, stretches: Stretch[]) {
  const deploymentId = newId("dep");
  const teamId = team.team.id;
  const projectId = team.team.defaultProjectId;
  await asWorker(async (tx) => {
    await tx.$executeRaw`INSERT INTO deployment (id, team_id, project_id, provider_key_id, name,
        provider_id, desired, status, status_since, offer_id, gpu_model, gpu_spelling, gpu_count,
        instance_type, quoted_per_hour_micros, quoted_at, rate_per_hour_micros, created_at)
      VALUES (${deploymentId}, ${teamId}, ${projectId}, ${keyId}, ${name}, 'runpod', 'running',
        'running', ${hour(0)}, 'off_any', 'h100-sxm', 'H100', 1, 'any', 1000000, ${hour(0)},
        1000000, ${hour(0)})`;
    await tx.usageSegment.createMany({
      data: stretches.map((stretch) => {
        const id = newId("seg");
        return { id, teamId, projectId, deploymentId, cause: "running", ...stretch };
      }),
    });
  });
}

/** Seven stretches begin in the same moment, so that a page ends among them. */
const trainings: Stretch[] = [
  ...Array.from({ length: 7 }, (_, index) => ({
    ratePerHourMicros: 2_390_001n + BigInt(index),
    fromAt: hour(1),
    toAt: new Date(hour(2).getTime() + index * 1234),
  })),
  { ratePerHourMicros: 98_320_000n, fromAt: hour(3), toAt: null },
];
const formulas: Stretch[] = [{ ratePerHourMicros: 500n, fromAt: hour(2), toAt: hour(5) }];

let scope: TeamScope;
let stranger: TeamScope;
beforeAll(async () => {
  scope = await makeScope();
  stranger = await makeScope();
  const keyId = await addKey(scope, "runpod", freshKey("runpod"));
  const otherKeyId = await addKey(stranger, "runpod", freshKey("runpod"));
  await addMachine(scope, keyId, "train 100%", trainings);
  await addMachine(scope, keyId, "=HYPERLINK(1)", formulas);
  await addMachine(stranger, otherKeyId, "train elsewhere", formulas);
});

const sum = (rows: readonly { readonly cost: string }[]) =>
  rows.reduce((total, { cost }) => total + (microsFromDecimal(cost) ?? 0n), 0n);

async function readAll(q: string, limit: number) {
  const first = await listSegments(scope, segmentsQuery.parse({ q, after: null }), { now, limit });
  const pages = [first];
  for (let page = first; page.next !== null; pages.push(page)) {
    const query = segmentsQuery.parse({ q, after: page.next });
    page = await listSegments(scope, query, { now, limit });
  }
  return pages.flatMap(({ rows }) => rows);
}

async function readCsv(q: string): Promise<string[]> {
  const parts: string[] = [];
  const reader = segmentsCsv(scope, { q, now, rowsAtOnce: 2 }).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(new TextDecoder().decode(part.value));
  }
  return parts;
}

describe("stretches of use", () => {
  it("come once each and newest first, however small the pages", async () => {
    const whole = await readAll("", 100);
    expect(whole).toHaveLength(9);
    expect(whole.map(({ from }) => from)).toEqual(
      whole.map(({ from }) => from).toSorted((a, b) => b.localeCompare(a)),
    );
    expect(await readAll("", 1)).toEqual(whole);
    expect(await readAll("", 3)).toEqual(whole);
  });

  it("add up to the meter's sum to the micro-dollar, one that goes on up to now", async () => {
    const rows = await readAll("", 4);
    expect(sum(rows)).toBe(costOf([...trainings, ...formulas], now));
    expect(rows[0]).toMatchObject({ to: null, perHour: "98.32", cost: "3637.84" });
  });

  it("are found by machine, provider and GPU, a percent sign taken as it is", async () => {
    expect(await readAll("TRAIN", 100)).toHaveLength(8);
    expect(await readAll("%", 100)).toHaveLength(8);
    expect(await readAll("h100", 100)).toHaveLength(9);
    expect(await readAll("elsewhere", 100)).toEqual([]);
  });

  it("begin at the start where a place cannot be read", async () => {
    expect(segmentsQuery.parse({ q: "", after: "1; DROP" })).toEqual({ q: "", after: null });
    expect(segmentsQuery.parse({ q: null, after: null })).toEqual({ q: "", after: null });
  });

  it("are told as CSV a few rows at a time, no name of a machine being a formula", async () => {
    const parts = await readCsv("");
    expect(Math.max(...parts.map((part) => part.split("\r\n").length - 1))).toBe(2);
    const lines = parts.join("").trimEnd().split("\r\n");
    expect(lines).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("'=HYPERLINK(1),"))).toHaveLength(1);
    const costs = lines.slice(1).map((line) => ({ cost: line.split(",").at(-1) ?? "" }));
    expect(sum(costs)).toBe(costOf([...trainings, ...formulas], now));
  });
});
