import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getHealth } from "@/lib/health/queries";
import { rollUpHealth } from "@/lib/health/roll-up";
import { openProblems } from "@/lib/problems/queries";
import { makeScope, rentTwins } from "../operations/rented-world";
import { round, type Watched, yardAt } from "./watched-world";

const twins = rentTwins();
const HOUR_MS = 3_600_000;

async function watched(): Promise<Watched> {
  return (await yardAt(twins.sandbox, "vultr")).machine({ httpCheck: "8000/health" });
}

async function rounds(machine: Watched, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await round([machine.id]);
}

it("shows what was seen last, over time, and what was concluded and told", async () => {
  const machine = await watched();
  await rounds(machine, 1);
  const { scope } = machine.tenant;
  const well = await getHealth(scope, machine.id, "day");
  expect(well).toMatchObject({
    verdict: "healthy",
    fault: null,
    conclusions: [],
    last: { outcome: "good", reason: "all-fine" },
    gpu: null,
  });
  expect(well.last?.seen).toMatchObject([
    { kind: "tcp", ok: true, word: "connected" },
    { kind: "http", ok: true, word: "status", figure: 200 },
  ]);
  await machine.ail({ httpStatus: 503 });
  await rounds(machine, 3);
  const ill = await getHealth(scope, machine.id, "day");
  expect(ill).toMatchObject({ verdict: "unhealthy", fault: "app-down", scope: "machine" });
  expect(ill.conclusions).toMatchObject([
    {
      kind: "unhealthy",
      fault: "app-down",
      firstAct: "restart-workload",
      reason: "service-silent",
      untold: null,
      seen: [{ kind: "tcp" }, { kind: "http", ok: false, word: "status", figure: 503 }],
    },
  ]);
  const counted = ill.stretches.reduce((sum, one) => sum + one.rounds, 0);
  const failed = ill.stretches.reduce((sum, one) => sum + one.badRounds, 0);
  expect([counted, failed]).toEqual([4, 3]);
  expect((await openProblems(scope)).problems).toMatchObject([
    { kind: "machine-unhealthy", deploymentId: machine.id, fault: "app-down" },
  ]);
});

it("goes on from rolled up hours to the rounds since, each counted once", async () => {
  const machine = await watched();
  await rounds(machine, 2);
  const { id, tenant } = machine;
  const [sample] = await asWorker((tx) =>
    tx.healthSample.findMany({ where: { deploymentId: id } }),
  );
  if (!sample) throw new Error("nothing was seen");
  const hour = Math.floor(sample.at.getTime() / HOUR_MS) * HOUR_MS;
  const before = [3, 2, 1].map((hours) => new Date(hour - hours * HOUR_MS + 60_000));
  await asWorker((tx) =>
    tx.healthSample.createMany({
      data: before.map((at) => ({ ...sample, findings: [], at, outcome: "bad", answerMs: null })),
    }),
  );
  const total = async () => {
    const { stretches } = await getHealth(tenant.scope, id, "week");
    return [
      stretches.reduce((sum, one) => sum + one.rounds, 0),
      stretches.reduce((sum, one) => sum + one.badRounds, 0),
    ];
  };
  expect(await total()).toEqual([5, 3]);
  await rollUpHealth(new Date(hour - HOUR_MS + 10 * 60_000));
  expect(await asWorker((tx) => tx.healthHour.count({ where: { deploymentId: id } }))).toBe(2);
  expect(await total()).toEqual([5, 3]);
});

it("is nothing of another team's", async () => {
  const machine = await watched();
  const stranger = await makeScope();
  await expect(getHealth(stranger, machine.id, "day")).rejects.toMatchObject({ code: "not-found" });
});
