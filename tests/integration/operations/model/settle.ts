import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { bringForward } from "@/lib/engine/bring-forward";
import { billOf } from "../rented-world";
import { look, mend } from "./commands";
import type { Model } from "./model";
import { expectPromises } from "./promises";
import { ask, letPass, type Real, rest } from "./real";

const TURNS = 120;
const SHORT_MS = 400;
/** How much further time moves on with each turn, so that the longest deadline is passed. */
const LEAP_MS = 20;

/** Once nothing goes wrong any more every wish is met or given up, and after an end nothing is left. */
export async function expectSettles(model: Model, real: Real): Promise<void> {
  await rest(real);
  await mend(real);
  await settle(real);
  await expectPromises(model, real);
  await look(real);
  for (const wished of model.deployments) {
    await ask(real, "terminate", wished.id);
    wished.isEnding = true;
  }
  await settle(real);
  await expectPromises(model, real);
  await expectNothingLeft(real);
}

async function settle(real: Real): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const id of real.deploymentIds) await bringForward(id);
    const open = await unsettled(real);
    if (open.length === 0) return;
    const dueMs = Math.min(...open.map((at) => at.getTime())) - clock.now().getTime();
    const leapMs = Math.max(dueMs, turn * LEAP_MS);
    if (leapMs > SHORT_MS) await letPass(real, leapMs);
    else await pause(10);
  }
  expect(await unsettled(real), "operations that never end").toEqual([]);
}

/** When each operation is due that is not over; wishes without one are due now. */
async function unsettled({ tenant, deploymentIds }: Real): Promise<Date[]> {
  const rows = await asWorker((tx) =>
    tx.deployment.findMany({
      where: { teamId: tenant.scope.team.id, id: { in: deploymentIds } },
      include: { operations: { where: { state: "open" } } },
    }),
  );
  return rows.flatMap(({ operations, desiredGeneration, settledGeneration }) => {
    const [open] = operations;
    if (open) return [open.runAfter];
    return desiredGeneration > settledGeneration ? [new Date(0)] : [];
  });
}

async function expectNothingLeft({ tenant }: Real): Promise<void> {
  const { machines } = await billOf(tenant);
  expect(
    machines.filter(({ listed }) => listed),
    "machines left",
  ).toEqual([]);
  const rows = await asWorker((tx) =>
    tx.deployment.findMany({
      where: { teamId: tenant.scope.team.id },
      include: { segments: { where: { toAt: null } } },
    }),
  );
  for (const { endedAt, segments } of rows) {
    expect(endedAt, "the end in the records").not.toBeNull();
    expect(segments, "costs that go on").toEqual([]);
  }
}
