import { expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { reapAccounts } from "@/lib/operations/reap";
import { removeKey } from "@/lib/provider-keys/remove-key";
import type { Instance } from "@/lib/providers/contract";
import { adoptStray } from "@/lib/strays/adopt";
import { ignoreStray } from "@/lib/strays/ignore";
import { listStrays } from "@/lib/strays/queries";
import { terminateStray } from "@/lib/strays/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import { playProvider } from "../operations/played-provider";
import { billOf, makeTenant, rentTwins, type Tenant, workUntil } from "../operations/rented-world";

const twins = rentTwins();
const name = "ch-testinst-restoredback-create-1";

async function reap(tenant: Tenant): Promise<void> {
  const [longAgo, later] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
  await asWorker(async (tx) => {
    await tx.providerKey.updateMany({ data: { nextReapAt: later } });
    await tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: longAgo } });
  });
  await reapAccounts();
}

/** A team with one machine in its account that carries our mark and that nobody owns. */
async function tenantWithStray() {
  const tenant = await makeTenant(twins.sandbox);
  const { status } = await tenant.wire.call("POST", "/pods", {
    name,
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  });
  expect(status).toBe(201);
  await reap(tenant);
  const [stray] = await listStrays(tenant.scope);
  if (!stray) throw new Error("the reaper saw no stray");
  return { tenant, stray };
}

const decidedBy = (scope: TeamScope) => scope.actor.kind === "user" && scope.actor.userId;
const standing = async (tenant: Tenant) =>
  (await billOf(tenant)).machines.filter(({ listed }) => listed).length;

it("lists a stray with its account, the provider's word and its rate", async () => {
  const { tenant, stray } = await tenantWithStray();
  expect(stray).toMatchObject({
    name,
    providerName: "RunPod",
    key: { id: tenant.keyId },
    isIgnored: false,
    isEnding: false,
  });
  expect(stray.word).toBeTruthy();
  expect(Number(stray.perHour)).toBeGreaterThan(0);
  const stranger = await makeTenant(twins.sandbox);
  expect(await listStrays(stranger.scope)).toEqual([]);
});

it("adopts a stray with history and costs from now on, and ends it like any other", async () => {
  const { tenant, stray } = await tenantWithStray();
  const view = await runVerb(adoptStray, tenant.scope, { strayId: stray.id });
  expect(view).toMatchObject({ origin: "adopted", desired: "running", name });
  expect(Number(view.cost.nowPerHour)).toBeGreaterThan(0);
  expect(await listStrays(tenant.scope)).toEqual([]);
  await reap(tenant);
  expect(await listStrays(tenant.scope)).toEqual([]);
  const detail = await getDeployment(tenant.scope, view.id);
  expect(detail.segments).toMatchObject([{ toAt: null }]);
  expect(detail.told).toMatchObject({ at: expect.any(String) });
  const row = await asWorker((tx) =>
    tx.strayMachine.findUniqueOrThrow({ where: { id: stray.id } }),
  );
  expect(row).toMatchObject({ decision: "adopted", decidedBy: decidedBy(tenant.scope) });
});

it("does not know what a stopped one costs that keeps its GPU at a price that nobody told", async () => {
  const stoppedAt = (one: Instance): Instance => ({
    ...one,
    status: "stopped",
    ratePerHourMicros: null,
    keepsGpu: true,
  });
  playProvider({
    capabilities: {},
    instances: (real) => ({
      list: async (c, x) => (await real.list(c, x)).map(stoppedAt),
      async get(c, id, x) {
        const found = await real.get(c, id, x);
        return found && stoppedAt(found);
      },
    }),
  });
  const { tenant, stray } = await tenantWithStray();
  const view = await runVerb(adoptStray, tenant.scope, { strayId: stray.id });
  expect(view).toMatchObject({ status: "stopped", cost: { isUnknown: true } });
});

it("ends a stray by the ordinary delete once its name is repeated", async () => {
  const { tenant, stray } = await tenantWithStray();
  const slip = runVerb(terminateStray, tenant.scope, { strayId: stray.id, name: "another" });
  await expect(slip).rejects.toMatchObject({ fields: { name: "name-differs" } });
  expect(await listStrays(tenant.scope)).toHaveLength(1);
  const view = await runVerb(terminateStray, tenant.scope, { strayId: stray.id, name });
  expect(view.desired).toBe("deleted");
  const gone = await workUntil(tenant, view.id, ({ status }) => status === "terminated");
  expect(gone.cost.nowPerHour).toBe("0");
  expect(await standing(tenant)).toBe(0);
});

it("leaves an ignored stray alone and still lets somebody decide otherwise", async () => {
  const { tenant, stray } = await tenantWithStray();
  await runVerb(ignoreStray, tenant.scope, { strayId: stray.id });
  await reap(tenant);
  expect(await listStrays(tenant.scope)).toMatchObject([{ id: stray.id, isIgnored: true }]);
  expect(await standing(tenant)).toBe(1);
  const view = await runVerb(adoptStray, tenant.scope, { strayId: stray.id });
  expect(view.origin).toBe("adopted");
});

it("keeps the key of a stray that nobody has decided on", async () => {
  const { tenant, stray } = await tenantWithStray();
  const remove = () => runVerb(removeKey, tenant.scope, { keyId: tenant.keyId });
  await expect(remove()).rejects.toMatchObject({ reason: "key-in-use", values: { names: name } });
  await runVerb(ignoreStray, tenant.scope, { strayId: stray.id });
  expect(await remove()).toEqual({ id: tenant.keyId });
});

it("lets one of two decisions at the same time win", async () => {
  const { tenant, stray } = await tenantWithStray();
  const input = { strayId: stray.id };
  const answers = await Promise.allSettled([
    runVerb(adoptStray, tenant.scope, input),
    runVerb(terminateStray, tenant.scope, { ...input, name }),
    runVerb(adoptStray, tenant.scope, input),
  ]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const teamId = tenant.scope.team.id;
  expect(await asWorker((tx) => tx.deployment.count({ where: { teamId } }))).toBe(1);
});

it("does not adopt what is gone, and knows no other team's strays", async () => {
  const { tenant, stray } = await tenantWithStray();
  const stranger = await makeTenant(twins.sandbox);
  const theirs = runVerb(adoptStray, stranger.scope, { strayId: stray.id });
  await expect(theirs).rejects.toMatchObject({ reason: "stray-not-found" });
  await tenant.wire.call("DELETE", `/pods/${stray.providerInstanceId}`);
  const gone = runVerb(adoptStray, tenant.scope, { strayId: stray.id });
  await expect(gone).rejects.toMatchObject({ reason: "stray-gone" });
});
