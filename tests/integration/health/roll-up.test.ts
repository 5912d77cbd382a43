import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { keepDays } from "@/lib/health/keep-days";
import { rollUpHealth } from "@/lib/health/roll-up";
import { askFor, isRunning, makeTenant, rentTwins, workUntil } from "../operations/rented-world";

const twins = rentTwins();
const noon = new Date("2027-03-10T12:00:00Z");
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

interface Sample {
  readonly at: Date;
  readonly outcome?: "good" | "bad" | "none";
  readonly answerMs?: number;
  readonly gpuUse?: number;
}

async function watched(): Promise<{ readonly deploymentId: string; readonly teamId: string }> {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await workUntil(tenant, await askFor(tenant), isRunning);
  return { deploymentId: id, teamId: tenant.scope.team.id };
}

async function seen(of: Awaited<ReturnType<typeof watched>>, samples: readonly Sample[]) {
  await asWorker(async (tx) => {
    await tx.healthSample.createMany({
      data: samples.map(({ outcome = "good", ...rest }) => ({
        ...of,
        ...rest,
        outcome,
        reason: "all-fine",
        findings: [],
      })),
    });
  });
}

it("rolls rounds up by hours that are over, once, and drops them after a week", async () => {
  const one = await watched();
  await asWorker((tx) => keepDays(tx, noon));
  await seen(one, [
    { at: minutes(0), answerMs: 10, gpuUse: 20 },
    { at: minutes(30), answerMs: 30, gpuUse: 60 },
    { at: minutes(59), outcome: "bad" },
    { at: minutes(59.5), outcome: "none" },
    { at: minutes(60), answerMs: 50 },
  ]);
  const hours = () =>
    asWorker((tx) =>
      tx.healthHour.findMany({
        where: { deploymentId: one.deploymentId },
        orderBy: { fromAt: "asc" },
      }),
    );
  await rollUpHealth(minutes(59));
  expect(await hours()).toEqual([]);
  await rollUpHealth(minutes(65));
  const first = { fromAt: noon, rounds: 3, badRounds: 1, answerMs: 20, gpuUse: 40, gpuUseMost: 60 };
  expect(await hours()).toMatchObject([first]);
  await rollUpHealth(minutes(66));
  await rollUpHealth(minutes(125));
  expect(await hours()).toMatchObject([first, { rounds: 1, badRounds: 0, answerMs: 50 }]);
  const left = () => asWorker((tx) => tx.healthSample.count({ where: one }));
  await rollUpHealth(new Date(noon.getTime() + 7 * 86_400_000));
  expect(await left()).toBe(5);
  await rollUpHealth(new Date(noon.getTime() + 8 * 86_400_000));
  expect(await left()).toBe(0);
  expect(await hours()).toHaveLength(2);
});
