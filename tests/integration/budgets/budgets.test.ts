import { expect, it } from "vitest";
import { checkBudgets } from "@/lib/budgets/check-budgets";
import { monthIn } from "@/lib/budgets/month";
import { listBudgets } from "@/lib/budgets/queries";
import { removeBudget } from "@/lib/budgets/remove-budget";
import { setBudget } from "@/lib/budgets/set-budget";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { batch } from "@/lib/deployments/batches/batch";
import { extend } from "@/lib/deployments/extend";
import { launch } from "@/lib/deployments/launch";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { AppError } from "@/lib/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import { addMachine, addUse } from "../costs/ledger";
import {
  askFor,
  deploymentsOf,
  isDone,
  isRunning,
  keyOf,
  launchForm,
  makeScope,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const HOUR_MS = 3_600_000;

const set = (tenant: Pick<Tenant, "scope">, monthly: string, more: Record<string, unknown> = {}) =>
  runVerb(setBudget, tenant.scope, {
    covers: "team",
    monthly,
    warnAt: [80, 100],
    holds: true,
    ...more,
  });

/** A launch of one H100 at $3.29 and 40 GB of disk, for so many hours. */
const launchFor = (tenant: Tenant, afterHours: number, more: Record<string, unknown> = {}) =>
  runVerb(launch, tenant.scope, {
    ...launchForm(tenant),
    lease: { afterHours, act: "terminate" },
    ...more,
  });

async function refusalOf(doing: Promise<unknown>): Promise<AppError> {
  const error = await doing.catch((refused: unknown) => refused);
  if (!(error instanceof AppError)) throw new Error("it was not refused");
  return error;
}

/** What one machine costs an hour running, disk counted, as the launch wrote it. */
async function hourly(tenant: Tenant): Promise<number> {
  const { deployments } = await launchFor(tenant, 1);
  const row = await asWorker((tx) =>
    tx.deployment.findUniqueOrThrow({ where: { id: deployments[0]?.id ?? "" } }),
  );
  return Number(row.ratePerHourMicros) / 1e6;
}

it("refuses a launch that could cost more than is left, and says what would fit", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await set(tenant, "10");
  const error = await refusalOf(launchFor(tenant, 4));
  expect(error).toMatchObject({ code: "conflict", reason: "budget-reached" });
  expect(error.values).toMatchObject({ left: "10.00" });
  expect(await deploymentsOf(tenant.scope)).toEqual([]);
  const { hours } = error.values;
  await launchFor(tenant, Number(hours));
  expect(await deploymentsOf(tenant.scope)).toHaveLength(1);
});

it("counts a launch without a lease to the end of the month", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const rate = await hourly(tenant);
  const now = clock.now();
  const restHours = (monthIn(now, "UTC").until.getTime() - now.getTime()) / HOUR_MS;
  await set(tenant, Math.max(1, rate * restHours * 0.5).toFixed(2));
  expect((await refusalOf(runVerb(launch, tenant.scope, launchForm(tenant)))).reason).toBe(
    "budget-reached",
  );
});

it("never sells the same dollars twice, however many launch at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const rate = await hourly(tenant);
  // Room for three more of two hours each beside the first of one hour.
  await set(tenant, (rate * 7.5).toFixed(2));
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => launchFor(tenant, 2)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  for (const answer of answers) {
    if (answer.status === "rejected")
      expect(answer.reason).toMatchObject({ reason: "budget-reached" });
  }
  const { budgets } = await listBudgets(tenant.scope);
  expect(Number(budgets[0]?.reserved)).toBeLessThanOrEqual(rate * 7.5);
});

it("makes all machines of one launch or none", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const rate = await hourly(tenant);
  await set(tenant, (rate * 5.5).toFixed(2));
  await refusalOf(launchFor(tenant, 2, { machines: 3 }));
  expect(await deploymentsOf(tenant.scope)).toHaveLength(1);
  await launchFor(tenant, 2, { machines: 2 });
  expect(await deploymentsOf(tenant.scope)).toHaveLength(3);
});

it("holds starts and longer leases as well, alone and in a batch, and never a stop", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await workUntil(tenant, id, (detail) => isRunning(detail) && isDone(detail));
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, (detail) => detail.status === "stopped" && isDone(detail));
  await set(tenant, "1.00", { covers: "deployment", coveredId: id });
  expect((await refusalOf(runVerb(start, tenant.scope, { deploymentId: id }))).reason).toBe(
    "budget-reached",
  );
  const begun = await runVerb(batch, tenant.scope, { act: "start", deploymentIds: [id] });
  expect(begun).toMatchObject({ asked: 0, refused: 1 });
  await set(tenant, "100000", { covers: "deployment", coveredId: id });
  await runVerb(start, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, (detail) => isRunning(detail) && isDone(detail));
  const lease = (afterHours: number) => ({
    deploymentId: id,
    lease: { afterHours, act: "stop" as const },
  });
  await runVerb(extend, tenant.scope, lease(1));
  await set(tenant, "5.00", { covers: "deployment", coveredId: id });
  expect((await refusalOf(runVerb(extend, tenant.scope, lease(50)))).reason).toBe("budget-reached");
  await runVerb(stop, tenant.scope, { deploymentId: id });
});

it("tells each step once a month, the highest of several, and anew for a changed budget", async () => {
  const scope = await makeScope();
  const tenant = { scope };
  const teamId = scope.team.id;
  const now = clock.now();
  await spend(scope, 85n);
  await set(tenant, "100", { warnAt: [50, 80, 100], holds: false });
  await checkBudgets(now);
  await checkBudgets(now);
  const told = () =>
    asWorker((tx) =>
      tx.event.findMany({ where: { teamId, type: "budget.reached" }, orderBy: { at: "asc" } }),
    );
  expect((await told()).map(({ data }) => data)).toEqual([
    { covers: "team", name: "", percent: "80", spent: "85", monthly: "100", holds: "no" },
  ]);
  await spend(scope, 20n);
  await checkBudgets(now);
  expect(await told()).toHaveLength(2);
  await set(tenant, "200", { warnAt: [50, 80, 100], holds: false });
  await checkBudgets(now);
  expect((await told()).map(({ data }) => data)).toContainEqual(
    expect.objectContaining({ percent: "50", monthly: "200" }),
  );
});

it("is one budget for one thing, removed as it was, and never another team's", async () => {
  const scope = await makeScope();
  const first = await set({ scope }, "100");
  const second = await set({ scope }, "250.5", { holds: false });
  expect(second).toEqual({ ...first, monthly: "250.5", holds: false });
  const other = await makeScope();
  const stranger = runVerb(removeBudget, other, { budgetId: first.id });
  expect((await refusalOf(stranger)).reason).toBe("budget-unknown");
  const project = set({ scope: other }, "5", {
    covers: "project",
    coveredId: scope.team.defaultProjectId,
  });
  expect((await refusalOf(project)).reason).toBe("project-unknown");
  await runVerb(removeBudget, scope, { budgetId: first.id });
  expect((await listBudgets(scope)).budgets).toEqual([]);
});

/** So many dollars spent in the first second of this month. */
async function spend(scope: Tenant["scope"], dollars: bigint): Promise<void> {
  const facts = { name: "over", providerId: "runpod", gpuModel: "h100-sxm" };
  const machine = await addMachine(scope, await keyOf(scope), facts);
  const { from: fromAt } = monthIn(clock.now(), "UTC");
  const toAt = new Date(fromAt.getTime() + 1_000);
  const ratePerHourMicros = dollars * 1_000_000n * 3_600n;
  await addUse(scope, [{ machine, ratePerHourMicros, fromAt, toAt }]);
}
