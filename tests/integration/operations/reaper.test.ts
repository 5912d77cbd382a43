import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { reapAccounts } from "@/lib/operations/reap";
import {
  askFor,
  billOf,
  isRunning,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const TAG = "testinst";

/** One look of the reaper at the tenant's account, as long after the last as is asked. */
async function reap(tenant: Tenant): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  await asWorker(async (tx) => {
    await tx.providerKey.updateMany({ data: { nextReapAt: new Date(Date.now() + 3_600_000) } });
    await tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: longAgo } });
  });
  await reapAccounts();
}

async function tenMinutesPass(tenant: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.strayMachine.updateMany({
      where: { providerKeyId: tenant.keyId },
      data: { firstSeenAt: new Date(Date.now() - 3_600_000) },
    }),
  );
}

async function makePod(tenant: Tenant, name: string): Promise<void> {
  const { status } = await tenant.wire.call("POST", "/pods", {
    name,
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  });
  expect(status).toBe(201);
}

const listed = async (tenant: Tenant) =>
  (await billOf(tenant)).machines.filter((machine) => machine.listed).map(({ name }) => name);

const eventsOf = (tenant: Tenant, type: string) =>
  asWorker((tx) => tx.event.count({ where: { teamId: tenant.scope.team.id, type } }));

it("ends a machine of ours that nothing owns, but only when it is seen again ten minutes later", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const detail = await workUntil(tenant, await askFor(tenant), isRunning);
  const name = detail.operations[0]?.calls[0]?.name ?? "";
  await makePod(tenant, name);
  expect(await listed(tenant)).toEqual([name, name]);

  await reap(tenant);
  await reap(tenant);
  expect(await listed(tenant)).toHaveLength(2);
  await tenMinutesPass(tenant);
  await reap(tenant);
  const left = (await billOf(tenant)).machines.filter((machine) => machine.listed);
  expect(left.map(({ id }) => id)).toEqual([detail.providerInstanceId]);
  expect(await eventsOf(tenant, "deployment.duplicate-removed")).toBe(1);
  expect((await getDeployment(tenant.scope, detail.id)).status).toBe("running");
});

it("ends the others although one cannot be ended, and writes what came of each try", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const detail = await workUntil(tenant, await askFor(tenant), isRunning);
  const name = detail.operations[0]?.calls[0]?.name ?? "";
  await makePod(tenant, name);
  await makePod(tenant, name);
  await reap(tenant);
  await tenMinutesPass(tenant);
  await setFault(tenant, { method: "DELETE" }, { kind: "server-error", status: 500 });
  await reap(tenant);
  expect(await listed(tenant)).toHaveLength(2);
  const tries = await asWorker((tx) =>
    tx.providerCall.findMany({
      where: { teamId: tenant.scope.team.id, step: "reap" },
      select: { status: true },
      orderBy: { key: "asc" },
    }),
  );
  expect(tries).toEqual([{ status: "AMBIGUOUS" }, { status: "OK" }]);
});

it("tells of a machine it ended although the answer was lost", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const detail = await workUntil(tenant, await askFor(tenant), isRunning);
  await makePod(tenant, detail.operations[0]?.calls[0]?.name ?? "");
  await reap(tenant);
  await tenMinutesPass(tenant);
  await setFault(tenant, { method: "DELETE" }, { kind: "answer-lost" });
  await reap(tenant);
  await reap(tenant);
  expect(await listed(tenant)).toHaveLength(1);
  expect(await eventsOf(tenant, "deployment.duplicate-removed")).toBe(1);
});

it("leaves a machine with our prefix that our records do not know for a person to decide on", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await makePod(tenant, `ch-${TAG}-restoredback-create-1`);
  await reap(tenant);
  await tenMinutesPass(tenant);
  await reap(tenant);
  expect(await listed(tenant)).toHaveLength(1);
  expect(await eventsOf(tenant, "machine.stray-found")).toBe(1);
});

it("never touches machines of others", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await makePod(tenant, "somebodys-own");
  await makePod(tenant, "ch-otherins-aaaaaaaaaaaa-create-1");
  await reap(tenant);
  await tenMinutesPass(tenant);
  await reap(tenant);
  expect(await listed(tenant)).toHaveLength(2);
  const strays = await asWorker((tx) =>
    tx.strayMachine.count({ where: { teamId: tenant.scope.team.id } }),
  );
  expect(strays).toBe(0);
});

it("asks before it ends one that is called as a machine in use that is not shown any more", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const detail = await workUntil(tenant, await askFor(tenant), isRunning);
  const name = detail.operations[0]?.calls[0]?.name ?? "";
  await makePod(tenant, name);
  await tenant.wire.control("POST", `machines/${detail.providerInstanceId}/kill`, { how: "gone" });
  await reap(tenant);
  await tenMinutesPass(tenant);
  await reap(tenant);
  expect(await listed(tenant)).toEqual([name]);
  expect(await eventsOf(tenant, "machine.stray-found")).toBe(1);
});
