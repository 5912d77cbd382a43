import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import type { Finding, Probe } from "@/lib/health/probes/contract";
import { runRounds } from "@/lib/health/run-rounds";
import {
  askFor,
  isRunning,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const signal = new AbortController().signal;
const silent = new Set<string>();

/** A probe whose answers a test decides. */
const tcp: Probe = {
  kind: "tcp",
  asks: () => true,
  run: async ({ deploymentId }): Promise<Finding> =>
    silent.has(deploymentId)
      ? { kind: "tcp", ok: false, ms: 5_000, word: "timeout", fault: "unreachable" }
      : { kind: "tcp", ok: true, ms: 3, word: "connected" },
};

async function running(tenant: Tenant): Promise<string> {
  return (await workUntil(tenant, await askFor(tenant), isRunning)).id;
}

/** One round of the named machines alone, past their grace. */
async function round(ids: readonly string[]): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  await runRounds([], signal);
  await asWorker(async (tx) => {
    await tx.probeState.updateMany({ data: { dueAt: new Date(Date.now() + 3_600_000) } });
    const due = { dueAt: past, graceUntil: null };
    await tx.probeState.updateMany({ where: { deploymentId: { in: [...ids] } }, data: due });
  });
  await runRounds([tcp], signal);
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
