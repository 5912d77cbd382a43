import { beforeAll, expect, it } from "vitest";
import { doingOf } from "@/components/deployments/doing";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { costOf } from "@/lib/costs/meter";
import { asWorker, inTeam } from "@/lib/db";
import { listFacets, listPage } from "@/lib/deployments/list/queries";
import {
  doings,
  type ListQuery,
  listQuery,
  problems,
  sortKeys,
} from "@/lib/deployments/list/schema";
import { statuses, wishes } from "@/lib/deployments/states";
import { newId } from "@/lib/ids";
import { microsToDecimal } from "@/lib/money";
import { addKey, makeScope } from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";

const kinds = [null, "create", "start", "stop", "restart", "delete"] as const;
const at = new Date("2026-03-01T00:00:00Z");
const all = { offset: 0, limit: 500 };

interface Made {
  readonly name?: string;
  readonly providerId?: string;
  readonly gpuModel?: string;
  readonly status?: string;
  readonly desired?: string;
  readonly kind?: string | null;
  readonly over?: boolean;
  readonly sshHost?: string;
}

/** Rows of a team as the engine would leave them; what is asked is how they are found. */
async function addMachine(scope: TeamScope, providerKeyId: string, made: Made): Promise<string> {
  const id = newId("dep");
  const teamId = scope.team.id;
  await asWorker(async (tx) => {
    await tx.$executeRaw`INSERT INTO deployment (id, team_id, project_id, provider_key_id, name,
        provider_id, desired, status, status_since, offer_id, gpu_model, gpu_spelling, gpu_count,
        instance_type, quoted_per_hour_micros, quoted_at, rate_per_hour_micros, created_at,
        ended_at, settled_generation, ssh_host)
      VALUES (${id}, ${teamId}, ${scope.team.defaultProjectId}, ${providerKeyId},
        ${made.name ?? "machine"}, ${made.providerId ?? "runpod"}, ${made.desired ?? "running"},
        ${made.status ?? "running"}, ${at}, 'off_any', ${made.gpuModel ?? "h100-sxm"}, 'H100', 1,
        'any', 1000000, ${at}, 1000000, ${at}, ${made.over ? at : null}, 1,
        ${made.sshHost ?? null})`;
    if (made.kind) {
      const operation = { id: newId("ope"), teamId, deploymentId: id, kind: made.kind };
      const times = { runAfter: at, deadline: at, createdAt: at };
      await tx.operation.create({
        data: { ...operation, ...times, generation: 1, state: "open", step: "any", context: {} },
      });
    }
  });
  return id;
}

const ask = (part: Partial<ListQuery>) => listQuery.parse({ show: "all", ...part });
const namesOf = async (scope: TeamScope, part: Partial<ListQuery>) =>
  (await listPage(scope, ask(part), all)).views.map(({ name }) => name);

let scope: TeamScope;
let keyId: string;
beforeAll(async () => {
  scope = await makeScope();
  keyId = await addKey(scope, "runpod", freshKey("runpod"));
  const add = (made: Made) => addMachine(scope, keyId, made);
  await add({ name: "alpha", sshHost: "203.0.113.7" });
  await add({ name: "beta", providerId: "lambda", gpuModel: "a100-sxm-80gb" });
  await add({ name: "100% gamma", status: "stopped", desired: "stopped" });
  await add({ name: "delta", status: "failed" });
  await add({ name: "old", status: "terminated", desired: "deleted", over: true });
});

it("finds by name, address, provider and GPU, and takes a percent sign as it is", async () => {
  expect(await namesOf(scope, { q: "ALPHA" })).toEqual(["alpha"]);
  expect(await namesOf(scope, { q: "203.0.113" })).toEqual(["alpha"]);
  expect(await namesOf(scope, { q: "lambda a100" })).toEqual(["beta"]);
  expect(await namesOf(scope, { q: "100%" })).toEqual(["100% gamma"]);
  expect(await namesOf(scope, { q: "%" })).toEqual(["100% gamma"]);
  expect(await namesOf(scope, { q: "nobody" })).toEqual([]);
});

it("narrows, sorts and cuts the list, and tells how long it is", async () => {
  const byName = { sort: "name", dir: "asc" } as const;
  expect(await namesOf(scope, { ...byName, show: "current" })).toEqual([
    "100% gamma",
    "alpha",
    "beta",
    "delta",
  ]);
  expect(await namesOf(scope, { ...byName, state: ["stopped", "failed"] })).toEqual([
    "100% gamma",
    "delta",
  ]);
  expect(await namesOf(scope, { problem: ["dead"] })).toEqual(["delta"]);
  const cut = await listPage(scope, ask(byName), { offset: 1, limit: 2 });
  expect(cut.total).toBe(5);
  expect(cut.views.map(({ name }) => name)).toEqual(["alpha", "beta"]);
});

it("counts each value of a filter with the other filters as they are", async () => {
  const facets = await listFacets(scope, ask({ provider: ["lambda"], show: "current" }));
  expect(facets.state).toEqual([{ value: "running", label: null, count: 1 }]);
  expect(facets.provider).toEqual([
    { value: "runpod", label: "RunPod", count: 3 },
    { value: "lambda", label: "Lambda", count: 1 },
  ]);
  expect(facets.show).toEqual({ current: 1, over: 0, all: 1 });
  const whole = await listFacets(scope, ask({}));
  expect(whole.problem).toEqual([{ value: "dead", label: null, count: 1 }]);
  expect(whole.show).toEqual({ current: 4, over: 1, all: 5 });
});

it("shows nothing of another team", async () => {
  const other = await makeScope();
  expect(await listPage(other, ask({}), all)).toEqual({ total: 0, views: [] });
  expect((await listFacets(other, ask({}))).show.all).toBe(0);
});

it("filters by the very word that the row says, whatever the machine is doing", async () => {
  const crowd = await makeScope();
  const key = await addKey(crowd, "runpod", freshKey("runpod"));
  for (const status of statuses) {
    for (const desired of wishes) {
      for (const kind of kinds) await addMachine(crowd, key, { status, desired, kind });
    }
  }
  const { views } = await listPage(crowd, ask({}), all);
  expect(views).toHaveLength(statuses.length * wishes.length * kinds.length);
  const counts = new Map(
    (await listFacets(crowd, ask({}))).state.map((one) => [one.value, one.count]),
  );
  for (const word of doings) {
    const said = views.filter((view) => doingOf(view) === word);
    expect(counts.get(word) ?? 0).toBe(said.length);
    const found = await listPage(crowd, ask({ state: [word] }), all);
    expect(found.views.map(({ id }) => id).sort()).toEqual(said.map(({ id }) => id).sort());
  }
});

it("finds by each problem as many as it counts, and sorts by every column", async () => {
  const troubled = await makeScope();
  const teamId = troubled.team.id;
  const key = await addKey(troubled, "runpod", freshKey("runpod"));
  const refused = await addKey(troubled, "runpod", freshKey("runpod"));
  const ids = {
    unhealthy: await addMachine(troubled, key, { name: "unhealthy" }),
    billed: await addMachine(troubled, key, {
      name: "billed",
      status: "stopped",
      desired: "stopped",
    }),
    apart: await addMachine(troubled, key, { name: "apart" }),
    dead: await addMachine(troubled, key, { name: "dead", status: "lost" }),
    key: await addMachine(troubled, refused, { name: "key" }),
  };
  await asWorker(async (tx) => {
    const seen = { teamId, verdict: "unhealthy", checkedAt: at, since: at };
    await tx.healthState.create({ data: { deploymentId: ids.unhealthy, ...seen } });
    await tx.providerKey.update({ where: { id: refused }, data: { state: "refused" } });
    await tx.deployment.update({
      where: { id: ids.apart },
      data: { providerStatus: "stopped", providerToldAt: at },
    });
    const costs = { teamId, projectId: troubled.team.defaultProjectId, cause: "running" };
    await tx.usageSegment.createMany({
      data: [
        { id: newId("seg"), deploymentId: ids.billed, ratePerHourMicros: 20_000n, toAt: null },
        { id: newId("seg"), deploymentId: ids.apart, ratePerHourMicros: 900_000n, toAt: null },
        { id: newId("seg"), deploymentId: ids.dead, ratePerHourMicros: 5_000_000n, toAt: at },
      ].map((open) => ({ ...open, ...costs, fromAt: at })),
    });
  });
  const counted = (await listFacets(troubled, ask({}))).problem;
  expect(counted.map(({ value, count }) => [value, count])).toEqual(
    problems.map((problem) => [problem, 1]),
  );
  for (const problem of problems) {
    expect(await namesOf(troubled, { problem: [problem] })).toEqual([problem]);
  }
  expect((await namesOf(troubled, { sort: "rate" })).slice(0, 2)).toEqual(["apart", "billed"]);
  for (const sort of sortKeys) expect(await namesOf(troubled, { sort })).toHaveLength(5);
});

it("adds up what a machine has cost as the meter does, stretch by stretch", async () => {
  const payer = await makeScope();
  const key = await addKey(payer, "runpod", freshKey("runpod"));
  const deploymentId = await addMachine(payer, key, {});
  // Halves go to the even micro: 1.5, 2.5 and 0.5 of one, then what no machine costs.
  const rates = [1_500n, 2_500n, 500n, 3_290_001n, 98_320_000n, 0n];
  const stretches = rates.map((ratePerHourMicros, number) => ({
    ratePerHourMicros,
    fromAt: new Date(at.getTime() + number * 3_600_000),
    toAt: new Date(at.getTime() + number * 3_600_000 + 3_600 + number * (number > 2 ? 777 : 0)),
  }));
  await asWorker((tx) =>
    tx.usageSegment.createMany({
      data: stretches.map((stretch) => ({
        id: newId("seg"),
        teamId: payer.team.id,
        projectId: payer.team.defaultProjectId,
        deploymentId,
        cause: "running",
        ...stretch,
      })),
    }),
  );
  const { views } = await listPage(payer, ask({}), all);
  const expected = microsToDecimal(costOf(stretches, clock.now()));
  expect(views[0]?.cost.soFar).toBe(expected);
  expect(await inTeam(payer.team.id, (tx) => tx.usageSegment.count())).toBe(rates.length);
});
