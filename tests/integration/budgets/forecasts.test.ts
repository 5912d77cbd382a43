import { expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { setBudget } from "@/lib/budgets/set-budget";
import { tellForecasts } from "@/lib/budgets/tell-forecasts";
import { asWorker } from "@/lib/db";
import { runVerb } from "@/lib/verbs/run-verb";
import { addMachine, addUse, type Machine } from "../costs/ledger";
import { keyOf, makeScope, rentTwins } from "../operations/rented-world";

rentTwins();
const HOUR_MS = 3_600_000;
/** Noon of the 16th: 15 and a half days of the month are to come. */
const now = new Date("2026-03-16T12:00:00Z");
const day = (number: number) => new Date(Date.UTC(2026, 2, number));

const set = (scope: TeamScope, monthly: string, more: Record<string, unknown> = {}) =>
  runVerb(setBudget, scope, { covers: "team", monthly, warnAt: [100], holds: false, ...more });

/** A machine at a dollar an hour that ran from a day until now, and runs on. */
async function runsSince(scope: TeamScope, first: number): Promise<Machine> {
  const facts = { name: `since-${first}`, providerId: "runpod", gpuModel: "h100-sxm" };
  const machine = await addMachine(scope, await keyOf(scope), facts);
  const ratePerHourMicros = 1_000_000n;
  await addUse(scope, [{ machine, ratePerHourMicros, fromAt: day(first), toAt: null }]);
  return machine;
}

const toldIn = ({ team }: TeamScope) =>
  asWorker((tx) =>
    tx.event.findMany({
      where: { teamId: team.id, type: "budget.forecast" },
      orderBy: { at: "asc" },
    }),
  );

it("tells once of a month that will pass a budget, and anew when the budget is another", async () => {
  const scope = await makeScope();
  await runsSince(scope, 10);
  await set(scope, "500");
  await tellForecasts(now);
  await tellForecasts(new Date(now.getTime() + HOUR_MS));
  // 6.5 days at 24 dollars, and 15.5 more.
  expect((await toldIn(scope)).map(({ data }) => data)).toEqual([
    { covers: "team", name: "", forecast: "528", spent: "156", monthly: "500" },
  ]);
  await set(scope, "520");
  await tellForecasts(now);
  expect(await toldIn(scope)).toHaveLength(2);
});

it("is silent where the budget lasts, is spent already, or too little is known", async () => {
  const lasts = await makeScope();
  await runsSince(lasts, 10);
  await set(lasts, "600");
  const spent = await makeScope();
  await runsSince(spent, 10);
  await set(spent, "100");
  const young = await makeScope();
  await runsSince(young, 15);
  await set(young, "50");
  await tellForecasts(now);
  for (const scope of [lasts, spent, young]) expect(await toldIn(scope)).toEqual([]);
});

it("knows a project and a machine apart, and a machine's lease", async () => {
  const scope = await makeScope();
  const on = await runsSince(scope, 10);
  const leased = await runsSince(scope, 12);
  await asWorker((tx) =>
    tx.deployment.update({
      where: { id: leased.id },
      data: { leaseEndsAt: new Date(now.getTime() + HOUR_MS), leaseAct: "terminate" },
    }),
  );
  const { defaultProjectId } = scope.team;
  await set(scope, "400", { covers: "deployment", coveredId: on.id });
  await set(scope, "200", { covers: "deployment", coveredId: leased.id });
  await set(scope, "700", { covers: "project", coveredId: defaultProjectId });
  await tellForecasts(now);
  const told = (await toldIn(scope)).map(({ data }) => data);
  expect(told).toHaveLength(2);
  expect(told).toContainEqual(
    expect.objectContaining({ covers: "deployment", name: "since-10", forecast: "528" }),
  );
  expect(told).toContainEqual(expect.objectContaining({ covers: "project", monthly: "700" }));
});
