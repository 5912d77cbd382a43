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
  await runDue([]);
  await runDue(ids);
}

async function runDue(ids: readonly string[]): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  await asWorker(async (tx) => {
    await tx.probeState.updateMany({ data: { dueAt: new Date(Date.now() + 3_600_000) } });
    const due = { dueAt: past, graceUntil: null };
    await tx.probeState.updateMany({ where: { deploymentId: { in: [...ids] } }, data: due });
  });
  await runRounds([tcp], signal);
}

async function storyOf(deploymentId: string) {
  return asWorker(async (tx) => {
    const where = { deploymentId };
    const events = await tx.event.findMany({ where, orderBy: { at: "asc" } });
    const conclusions = await tx.healthConclusion.findMany({ where, orderBy: { at: "asc" } });
    return {
      verdict: (await tx.healthState.findUnique({ where }))?.verdict,
      samples: await tx.healthSample.count({ where }),
      kinds: conclusions.map(({ kind, isTold }) => `${kind} ${isTold ? "told" : "kept"}`),
      told: events
        .map(({ type }) => type)
        .filter((type) => /unhealthy|recovered|flapping/.test(type)),
    };
  });
}

it("tells of a machine that stays silent and of its coming back, once each", async () => {
  const id = await running(await makeTenant(twins.sandbox));
  await round([id]);
  expect(await storyOf(id)).toMatchObject({ verdict: "healthy", samples: 1, kinds: [] });
  silent.add(id);
  await round([id]);
  expect(await storyOf(id)).toMatchObject({ verdict: "suspect", kinds: [], told: [] });
  await round([id]);
  await round([id]);
  await round([id]);
  expect(await storyOf(id)).toMatchObject({
    verdict: "unhealthy",
    kinds: ["unhealthy told"],
    told: ["deployment.unhealthy"],
  });
  silent.delete(id);
  await round([id]);
  await round([id]);
  expect(await storyOf(id)).toMatchObject({
    verdict: "healthy",
    samples: 7,
    kinds: ["unhealthy told", "recovered told"],
    told: ["deployment.unhealthy", "deployment.recovered"],
  });
});

it("drops what a worker found that lost its hold", async () => {
  const id = await running(await makeTenant(twins.sandbox));
  await round([id]);
  silent.add(id);
  const late: Probe = {
    ...tcp,
    run: async (target, aborted) => {
      await asWorker((tx) =>
        tx.probeState.update({ where: { deploymentId: id }, data: { fence: { increment: 1 } } }),
      );
      return tcp.run(target, aborted);
    },
  };
  await asWorker((tx) =>
    tx.probeState.update({
      where: { deploymentId: id },
      data: { dueAt: new Date(Date.now() - 1_000) },
    }),
  );
  await runRounds([late], signal);
  expect(await storyOf(id)).toMatchObject({ verdict: "healthy", samples: 1 });
});

it("makes one notice of a region that falls silent", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids: string[] = [];
  for (let made = 0; made < 6; made += 1) ids.push(await running(tenant));
  await round(ids);
  for (const id of ids) silent.add(id);
  for (let rounds = 0; rounds < 3; rounds += 1) await round(ids);
  const stories = await Promise.all(ids.map(storyOf));
  expect(stories.map(({ verdict }) => verdict)).toEqual(ids.map(() => "unhealthy"));
  expect(stories.flatMap(({ told }) => told)).toEqual(["deployment.unhealthy"]);
});
