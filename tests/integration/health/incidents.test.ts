import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { terminate } from "@/lib/deployments/terminate";
import { calmDown } from "@/lib/health/calm-down";
import { conclude } from "@/lib/health/conclude";
import { followAccounts } from "@/lib/health/follow-accounts";
import { holdHealth } from "@/lib/health/hold-health";
import type { Finding, Probe } from "@/lib/health/probes/contract";
import { runRounds } from "@/lib/health/run-rounds";
import { sweepHealth } from "@/lib/health/sweep";
import { newId } from "@/lib/ids";
import { openIncident } from "@/lib/incidents/open";
import { openProblems } from "@/lib/problems/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const signal = new AbortController().signal;
const sshPublicKeys = [`ssh-ed25519 ${"A".repeat(68)} me`];
const silent = new Set<string>();
const withoutGpu = new Set<string>();

/** Probes whose answers a test decides. */
const tcp: Probe = {
  kind: "tcp",
  asks: () => true,
  run: async ({ deploymentId }): Promise<Finding> =>
    silent.has(deploymentId)
      ? { kind: "tcp", ok: false, ms: 5_000, word: "timeout", fault: "unreachable" }
      : { kind: "tcp", ok: true, ms: 3, word: "connected" },
};
const gpu: Probe = {
  kind: "gpu",
  asks: ({ deploymentId }) => withoutGpu.has(deploymentId),
  run: async (): Promise<Finding> => ({
    kind: "gpu",
    ok: false,
    ms: 9,
    word: "fewer",
    fault: "gpu-lost",
  }),
};

async function running(tenant: Tenant): Promise<string> {
  return (await workUntil(tenant, await askFor(tenant, { sshPublicKeys }), isRunning)).id;
}

/** One round of the named machines alone, past their grace. */
async function round(ids: readonly string[]): Promise<void> {
  await runRounds([], signal);
  await makeDue(ids);
  await runRounds([tcp, gpu], signal);
}

/** The named machines alone are due, past their grace. */
async function makeDue(ids: readonly string[]): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  await asWorker(async (tx) => {
    await tx.probeState.updateMany({ data: { dueAt: new Date(Date.now() + 3_600_000) } });
    const due = { dueAt: past, graceUntil: null };
    await tx.probeState.updateMany({ where: { deploymentId: { in: [...ids] } }, data: due });
  });
}

async function rounds(ids: readonly string[], count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await round(ids);
}

async function storyOf({ scope }: Tenant) {
  return asWorker(async (tx) => {
    const teamId = scope.team.id;
    const incidents = await tx.incident.findMany({
      where: { teamId },
      include: { parts: true, entries: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
      orderBy: { openedAt: "asc" },
    });
    const told = await tx.event.findMany({
      where: { teamId, incidentId: { not: null } },
      orderBy: { at: "asc" },
    });
    return {
      incidents: incidents.map(({ cause, fault, endedAt, parts, entries }) => ({
        cause,
        fault,
        isOpen: endedAt === null,
        touched: parts.filter(({ until }) => until === null).length,
        parts: parts.length,
        kinds: entries.map(({ kind }) => kind),
      })),
      told: told.map(({ type }) => type),
    };
  });
}

it("makes an incident of a machine that falls silent, which is over once it is well again", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await round([id]);
  silent.add(id);
  await rounds([id], 4);
  expect(await storyOf(tenant)).toEqual({
    incidents: [
      {
        cause: "machine",
        fault: "unreachable",
        isOpen: true,
        touched: 1,
        parts: 1,
        kinds: ["seen", "concluded"],
      },
    ],
    told: ["deployment.unhealthy"],
  });
  silent.delete(id);
  await rounds([id], 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false, touched: 0, kinds: ["seen", "concluded", "recovered", "over"] }],
    told: ["deployment.unhealthy", "deployment.recovered"],
  });
});

it("makes one incident and one notice of a region, which is over with the last of its machines", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids: string[] = [];
  for (let made = 0; made < 6; made += 1) ids.push(await running(tenant));
  await round(ids);
  for (const id of ids) silent.add(id);
  await rounds(ids, 4);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "region", isOpen: true, touched: 6, parts: 6 }],
    told: ["deployment.unhealthy"],
  });
  const { problems, count } = await openProblems(tenant.scope);
  expect(problems).toMatchObject([{ kind: "incident", cause: "region", region: "US-WA-1" }]);
  expect(count).toBe(1);
  const [first = "", ...others] = ids;
  silent.delete(first);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: true, touched: 5, parts: 6 }],
    told: ["deployment.unhealthy"],
  });
  for (const id of others) silent.delete(id);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false, touched: 0, parts: 6 }],
    told: ["deployment.unhealthy", "deployment.recovered"],
  });
});

it("keeps a machine with its region for as long as it is silent, and gives it its own once it differs", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids = await several(tenant, 6);
  await round(ids);
  for (const id of ids) silent.add(id);
  await rounds(ids, 4);
  await age(ids);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({ incidents: [{ cause: "region", touched: 6 }] });
  const [first = ""] = ids;
  withoutGpu.add(first);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [
      { cause: "region", isOpen: true, touched: 5 },
      { cause: "machine", fault: "gpu-lost", isOpen: true, touched: 1 },
    ],
    told: ["deployment.unhealthy", "deployment.unhealthy"],
  });
  withoutGpu.delete(first);
  for (const id of ids) silent.delete(id);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false }, { isOpen: false }],
  });
});

it("takes the silence of two providers at once for our own blindness, and tells nobody", async () => {
  const tenants = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox, "lambda")];
  const groups = tenants.map(async (tenant) => alike(await running(tenant), 8));
  const ids = (await Promise.all(groups)).flat();
  await round(ids);
  for (const id of ids) silent.add(id);
  await rounds(ids, 4);
  await age(ids);
  await rounds(ids, 2);
  for (const tenant of tenants) {
    expect(await storyOf(tenant)).toMatchObject({
      incidents: [{ cause: "us", isOpen: true, touched: 8 }],
      told: [],
    });
  }
  for (const id of ids) silent.delete(id);
  await rounds(ids, 2);
  for (const tenant of tenants) {
    expect(await storyOf(tenant)).toMatchObject({ incidents: [{ isOpen: false }], told: [] });
  }
});

it("is one incident for a machine that is well and unwell in turns, until it has calmed down", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await round([id]);
  for (let turns = 0; turns < 3; turns += 1) {
    silent.add(id);
    await rounds([id], 4);
    silent.delete(id);
    await rounds([id], 2);
  }
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: true, parts: 1 }],
    told: ["deployment.unhealthy", "deployment.recovered", "deployment.flapping"],
  });
  await calmDown();
  expect(await storyOf(tenant)).toMatchObject({ incidents: [{ isOpen: true }] });
  await asWorker((tx) =>
    tx.healthState.update({
      where: { deploymentId: id },
      data: { flapAt: new Date(Date.now() - 3_600_000) },
    }),
  );
  await calmDown();
  const { incidents } = await storyOf(tenant);
  expect(incidents).toMatchObject([{ isOpen: false }]);
  expect(incidents[0]?.kinds.slice(-4)).toEqual(["flapping", "calm", "recovered", "over"]);
});

it("is over once its machine is terminated", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await round([id]);
  silent.add(id);
  await rounds([id], 4);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false, kinds: ["seen", "concluded", "left", "over"] }],
  });
});

it("belongs to what a provider that lost the machine made told", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await killAtProvider(tenant, id);
  await sweepTwice(tenant);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "machine", fault: "gone", isOpen: true, touched: 1 }],
    told: ["deployment.lost"],
  });
});

it("is made once by two workers at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentId = await running(tenant);
  const at = new Date();
  const teamId = tenant.scope.team.id;
  const trouble = {
    teamId,
    cause: "machine",
    deploymentId,
    fault: "gone",
    at,
    badSince: at,
  } as const;
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => asWorker((tx) => openIncident(tx, trouble))),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await storyOf(tenant)).toMatchObject({ incidents: [{ parts: 1, kinds: ["seen"] }] });
});

it("is one of an account that cannot be listed for minutes, whatever number of machines hang on it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await several(tenant, 2);
  await sweepNow(tenant);
  await tenant.wire.control("POST", "outage", { on: true });
  await sweepNow(tenant);
  await followAccounts();
  expect(await storyOf(tenant)).toEqual({ incidents: [], told: [] });
  await changeKey(tenant, { lastListedAt: new Date(Date.now() - 3_600_000) });
  await followAccounts();
  await followAccounts();
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "account", fault: "api-down", isOpen: true, touched: 2, kinds: ["seen"] }],
    told: ["incident.opened"],
  });
  await tenant.wire.control("POST", "outage", { on: false });
  await sweepNow(tenant);
  await followAccounts();
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false, touched: 0 }],
    told: ["incident.opened", "incident.over"],
  });
});

it("holds that a key was refused, and ends as it is taken again", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await several(tenant, 2);
  await tenant.wire.control("POST", "keys/revoke", { key: tenant.wire.key });
  await sweepNow(tenant);
  await followAccounts();
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "account", fault: "key-refused", isOpen: true, touched: 2 }],
    told: ["key.refused"],
  });
  await changeKey(tenant, { state: "active", stateReason: null });
  await followAccounts();
  expect(await storyOf(tenant)).toMatchObject({ incidents: [{ isOpen: false }] });
});

it("makes one incident with a hundred machines, and one notice, of a region that goes down", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids = await alike(await running(tenant), 100);
  await round(ids);
  for (const id of ids) silent.add(id);
  await rounds(ids, 4);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "region", isOpen: true, touched: 100, parts: 100 }],
    told: ["deployment.unhealthy"],
  });
  for (const id of ids) silent.delete(id);
  await rounds(ids, 2);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ isOpen: false, touched: 0 }],
    told: ["deployment.unhealthy", "deployment.recovered"],
  });
});

it("makes one incident and one notice of a hundred machines that a region loses at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids = await alike(await running(tenant), 100);
  await killAtProvider(tenant, ids[0] ?? "");
  await sweepTwice(tenant);
  expect(await storyOf(tenant)).toMatchObject({
    incidents: [{ cause: "region", fault: "gone", isOpen: true, touched: 100, parts: 100 }],
    told: ["deployment.lost"],
  });
  const teamId = tenant.scope.team.id;
  const lost = { teamId, type: "deployment.lost" };
  expect(await asWorker((tx) => tx.event.count({ where: lost }))).toBe(100);
  expect(await asWorker((tx) => tx.event.count({ where: { ...lost, fannedOutAt: null } }))).toBe(1);
  await sweepNow(tenant);
  expect(await storyOf(tenant)).toMatchObject({ incidents: [{ cause: "region", touched: 100 }] });
});

it("is one by however many workers at once, while looks at its machines go on beside them", async () => {
  const tenants = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox)];
  const groups = tenants.map(async (tenant) => alike(await running(tenant), 24));
  const ids = (await Promise.all(groups)).flat();
  await round(ids);
  const at = new Date();
  await asWorker((tx) =>
    tx.probeState.updateMany({
      where: { deploymentId: { in: ids } },
      data: { says: "unhealthy", fault: "unreachable", badSince: at },
    }),
  );
  const seen = { at, reason: "nothing-answers", seen: [], scope: "region" } as const;
  const batches = [0, 1, 2, 3].map((batch) => ids.filter((_, place) => place % 4 === batch));
  const workers = batches.map((batch) =>
    asWorker(async (tx) => {
      await holdHealth(tx, batch, at);
      for (const id of batch) await conclude(tx, id, seen);
    }),
  );
  const looks = ids.toReversed().map((id) => asWorker((tx) => conclude(tx, id, seen)));
  await Promise.all([...workers, ...looks]);
  for (const tenant of tenants) {
    expect(await storyOf(tenant)).toMatchObject({
      incidents: [{ cause: "region", touched: 24, parts: 24 }],
      told: ["deployment.unhealthy"],
    });
  }
});

async function several(tenant: Tenant, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push(await running(tenant));
  return ids;
}

async function killAtProvider(tenant: Tenant, id: string): Promise<void> {
  const { providerInstanceId } = await asWorker((tx) =>
    tx.deployment.findUniqueOrThrow({ where: { id } }),
  );
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, {});
}

/** A machine that runs and others like it, so many together. */
async function alike(id: string, count: number): Promise<string[]> {
  const more = Array.from({ length: count - 1 }, () => newId("dep"));
  await asWorker(
    (tx) => tx.$executeRaw`
      INSERT INTO deployment
      SELECT (jsonb_populate_record(d, jsonb_build_object(
        'id', made.id, 'name', made.id, 'provider_instance_id', made.id))).*
      FROM deployment d, unnest(${more}::text[]) AS made (id) WHERE d.id = ${id}`,
  );
  return [id, ...more];
}

/** As if it had all begun long ago. */
async function age(ids: readonly string[]): Promise<void> {
  await asWorker(
    (tx) => tx.$executeRaw`
      UPDATE probe_state SET bad_since = bad_since - interval '40 minutes'
      WHERE deployment_id = ANY(${[...ids]})`,
  );
}

async function changeKey(
  { keyId: id }: Tenant,
  data: Record<string, Date | string | null>,
): Promise<void> {
  await asWorker((tx) => tx.providerKey.update({ where: { id }, data }));
}

async function sweepNow(tenant: Tenant): Promise<void> {
  await changeKey(tenant, { nextSweepAt: new Date(0) });
  await sweepHealth();
}

/** What one look alone does not show is not gone yet. */
async function sweepTwice(tenant: Tenant): Promise<void> {
  await sweepNow(tenant);
  await sweepNow(tenant);
}
