import { describe, expect, it } from "vitest";
import { restart } from "@/lib/deployments/restart";
import { getHealth } from "@/lib/health/queries";
import { getProvider } from "@/lib/providers/registry";
import { runVerb } from "@/lib/verbs/run-verb";
import { rentable } from "../operations/any-provider";
import { rentTwins, workUntil } from "../operations/rented-world";
import { isAtRest, round, roundInGrace, storyOf, type Watched, yardAt } from "./watched-world";

const twins = rentTwins();

async function rounds(count: number, machines: readonly Watched[]): Promise<void> {
  const ids = machines.map(({ id }) => id);
  for (let done = 0; done < count; done += 1) await round(ids);
}

describe("a machine", () => {
  it("whose power goes is found out though its provider says that it runs, and told of", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine();
    await rounds(1, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "healthy", samples: ["good"] });
    await machine.ail({ power: "cut" });
    await rounds(2, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "suspect", told: [] });
    await rounds(1, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({
      verdict: "unhealthy",
      fault: "unreachable",
      firstAct: "reboot",
      concluded: ["unhealthy unreachable told"],
      reasons: ["nothing-answers"],
      told: ["deployment.unhealthy"],
    });
    await machine.heal();
    await rounds(2, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({
      verdict: "healthy",
      concluded: ["unhealthy unreachable told", "recovered unreachable told"],
      samples: ["good", "bad", "bad", "bad", "good", "good"],
      told: ["deployment.unhealthy", "deployment.recovered"],
    });
  });

  it("whose service is silent is none that does not answer", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine({ httpCheck: "8000/health ok" });
    await rounds(1, [machine]);
    expect((await storyOf(machine.id)).verdict).toBe("healthy");
    for (const condition of [{ service: "down" }, { service: "up", httpStatus: 500 }]) {
      await machine.ail(condition);
      await rounds(3, [machine]);
      expect(await storyOf(machine.id)).toMatchObject({
        verdict: "unhealthy",
        fault: "app-down",
        firstAct: "restart-workload",
      });
      await machine.heal();
      await rounds(2, [machine]);
      expect((await storyOf(machine.id)).verdict).toBe("healthy");
    }
  });

  it("whose service answers something else is not well", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine({ httpCheck: "8000/health ready" });
    await rounds(3, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "unhealthy", fault: "app-down" });
  });

  it("that shares its address is no worse for a service that nobody can ask there", async () => {
    const yard = await yardAt(twins.sandbox, "cloudrift", "ap-east-tw-kn-1");
    const machine = await yard.machine({ httpCheck: "8000/health" });
    await rounds(4, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "healthy", concluded: [] });
    const { last } = await getHealth(machine.tenant.scope, machine.id, "day");
    expect(last?.seen).toMatchObject([
      { kind: "tcp", ok: true },
      { kind: "http", ok: null, word: "shared-address" },
    ]);
  });

  it("that is still starting is given time", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine();
    await machine.ail({ power: "cut" });
    for (let done = 0; done < 3; done += 1) await roundInGrace([machine.id]);
    expect(await storyOf(machine.id)).toMatchObject({
      concluded: [],
      samples: ["bad", "bad", "bad"],
    });
    await rounds(3, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "unhealthy" });
  });

  it("without SSH is no worse for it", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine({ httpCheck: "8000/" });
    await machine.ail({ ssh: "down" });
    await rounds(4, [machine]);
    expect(await storyOf(machine.id)).toMatchObject({ verdict: "healthy", concluded: [] });
  });

  it("that loses a connection now and then is well", async () => {
    const yard = await yardAt(twins.sandbox, "vultr");
    const machine = await yard.machine();
    await rounds(1, [machine]);
    await machine.ail({ slowMs: 30 });
    await rounds(1, [machine]);
    const { verdict, answerMs } = await storyOf(machine.id);
    expect(verdict).toBe("healthy");
    expect(answerMs[1]).toBeGreaterThanOrEqual(30);
  });
});

it("is found well at every provider, found out where it hangs, and well again once restarted", async () => {
  const machines = await Promise.all(
    rentable.map(async (provider) => ({
      provider,
      ...(await (await yardAt(twins.sandbox, provider)).machine()),
    })),
  );
  await rounds(1, machines);
  for (const { id } of machines) {
    expect(await storyOf(id)).toMatchObject({ verdict: "healthy", samples: ["good"] });
  }
  for (const machine of machines) await machine.ail({ power: "cut", until: "restarted" });
  await rounds(3, machines);
  for (const { id } of machines) {
    expect(await storyOf(id)).toMatchObject({ verdict: "unhealthy", fault: "unreachable" });
  }
  const restarted = machines.filter(
    ({ provider }) => getProvider(provider).meta.capabilities?.restart,
  );
  await Promise.all(restarted.map(setGoingAnew));
  await rounds(3, restarted);
  const verdicts = await Promise.all(
    restarted.map(async ({ id, provider }) => `${provider}: ${(await storyOf(id)).verdict}`),
  );
  expect(verdicts).toEqual(restarted.map(({ provider }) => `${provider}: healthy`));
});

async function setGoingAnew({ tenant, id }: Watched): Promise<void> {
  await runVerb(restart, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isAtRest);
}

it("concludes nothing while it is blind itself", async () => {
  const machines: Watched[] = [];
  for (const provider of ["vultr", "digitalocean"] as const) {
    const yard = await yardAt(twins.sandbox, provider);
    for (let made = 0; made < 5; made += 1) machines.push(await yard.machine());
  }
  await rounds(1, machines);
  for (const machine of machines) await machine.ail({ power: "cut" });
  await rounds(3, machines);
  for (const { id } of machines) {
    expect(await storyOf(id)).toMatchObject({
      verdict: "unknown",
      firstAct: "freeze",
      concluded: ["unknown unreachable blind"],
      told: [],
    });
  }
  for (const machine of machines) await machine.heal();
  await rounds(2, machines);
  for (const { id } of machines) {
    expect(await storyOf(id)).toMatchObject({ verdict: "healthy", told: [] });
  }
});
