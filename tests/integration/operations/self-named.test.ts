import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { reapAccounts } from "@/lib/operations/reap";
import { adoptStray } from "@/lib/strays/adopt";
import { listStrays } from "@/lib/strays/queries";
import { terminateStray } from "@/lib/strays/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import { freshKey, wireTo } from "../sandbox/wire";
import { playSelfNaming } from "./played-provider";
import {
  addKey,
  askFor,
  billOf,
  callsOf,
  isDone,
  isRunning,
  isTerminated,
  makeScope,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };
playSelfNaming();

/** A machine that somebody makes in the account without us. */
async function strangerMakes({ wire }: Tenant): Promise<string> {
  const gpu = { id: "NVIDIA H100 80GB HBM3", count: 1 };
  const { body } = await wire.call("POST", "/pods", { name: "enc1-gpuvm-7", image: "u", gpu });
  return String(Object.entries(body ?? {}).find(([name]) => name === "id")?.[1]);
}

const callsFor = (deploymentId: string) =>
  asWorker((tx) =>
    tx.providerCall.findMany({
      where: { operation: { deploymentId }, verb: "launch" },
      orderBy: { createdAt: "asc" },
    }),
  );

const straysOf = (tenant: Tenant) =>
  asWorker((tx) => tx.strayMachine.findMany({ where: { providerKeyId: tenant.keyId } }));

const standing = async (tenant: Tenant) =>
  (await billOf(tenant)).machines.filter(({ listed }) => listed).map(({ id }) => id);

it("keeps what stood in the account before with the intent, and takes what the provider answers", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const before = await strangerMakes(tenant);
  const id = await askFor(tenant);
  const running = await workUntil(tenant, id, isRunning);
  expect(running.providerInstanceId).not.toBe(before);
  expect(await callsFor(id)).toMatchObject([{ status: "OK", seenBefore: [before] }]);
});

it("takes the one new machine where the answer was lost", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const before = await strangerMakes(tenant);
  await setFault(tenant, create, { kind: "answer-lost" });
  const running = await workUntil(tenant, await askFor(tenant), isRunning);
  const [made] = (await standing(tenant)).filter((id) => id !== before);
  expect(running.providerInstanceId).toBe(made);
  expect(await standing(tenant)).toHaveLength(2);
});

it("makes another only once nothing new has shown for the settle time", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "server-error", status: 500 });
  const id = await askFor(tenant);
  await workUntil(tenant, id, isRunning);
  expect((await callsFor(id)).map(({ status }) => status)).toEqual(["ABSENT", "OK"]);
  expect(await standing(tenant)).toHaveLength(1);
});

it("asks which machine is its own where more than one is new, and takes the one that is named", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  const [ours] = await standing(tenant);
  const theirs = await strangerMakes(tenant);
  await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "which-machine");
  const [call] = await callsFor(id);
  const strays = await straysOf(tenant);
  expect(strays.map((one) => one.providerInstanceId).toSorted()).toEqual([ours, theirs].toSorted());
  expect(strays.every(({ ownedByCallId }) => ownedByCallId === call?.id)).toBe(true);
  const told = await asWorker((tx) =>
    tx.event.count({ where: { teamId: tenant.scope.team.id, type: "machine.stray-found" } }),
  );
  expect(told).toBe(2);

  const [first, second] = await listStrays(tenant.scope);
  const named = [first, second].find((one) => one?.providerInstanceId === ours);
  const other = [first, second].find((one) => one?.providerInstanceId === theirs);
  expect([named?.isEnding, other?.isEnding]).toEqual([false, false]);
  const view = await runVerb(adoptStray, tenant.scope, { strayId: named?.id ?? "" });
  expect(view.id).toBe(id);
  const again = runVerb(adoptStray, tenant.scope, { strayId: other?.id ?? "" });
  await expect(again).rejects.toMatchObject({ reason: "stray-decided" });
  const running = await workUntil(tenant, id, isRunning);
  expect(running.providerInstanceId).toBe(ours);
  expect(await standing(tenant)).toHaveLength(2);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(2);

  const adopted = await runVerb(adoptStray, tenant.scope, { strayId: other?.id ?? "" });
  expect(adopted).toMatchObject({ origin: "adopted", providerInstanceId: theirs });
});

it("touches and buys nothing where nobody says which it is, and lets the next one have its turn", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  await strangerMakes(tenant);
  await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "which-machine");
  const second = await askFor(tenant);
  await workUntil(tenant, second, ({ operation }) => operation?.waitingFor === "taking-turns");
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { deadline: new Date(0) } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "which-machine" });
  expect(await standing(tenant)).toHaveLength(2);
  const [left] = await listStrays(tenant.scope);
  const ended = { strayId: left?.id ?? "", name: left?.name ?? "" };
  const gone = await runVerb(terminateStray, tenant.scope, ended);
  await workUntil(tenant, gone.id, isTerminated);
  expect(await standing(tenant)).toHaveLength(1);
  await workUntil(tenant, second, isRunning);
  expect(await standing(tenant)).toHaveLength(2);
});

it("makes one at a time in an account, also for two teams with a key to it", async () => {
  const first = await makeTenant(twins.sandbox);
  const apiKey = freshKey("runpod");
  const wire = wireTo(twins.sandbox.url, "runpod", apiKey);
  const scopes = [first.scope, await makeScope()];
  const tenants: Tenant[] = [];
  for (const scope of scopes) {
    tenants.push({ ...first, scope, wire, keyId: await addKey(scope, "runpod", apiKey) });
  }
  const [one, two] = tenants;
  if (!one || !two) throw new Error("two tenants were made");
  await setFault(one, create, { kind: "answer-lost" }, 2);
  const ids = [await askFor(one), await askFor(two)] as const;
  const done = await Promise.all([
    workUntil(one, ids[0], isRunning),
    workUntil(two, ids[1], isRunning),
  ]);
  const owned = done.map(({ providerInstanceId }) => providerInstanceId);
  expect(owned.toSorted()).toEqual((await standing(one)).toSorted());
  expect(await standing(one)).toHaveLength(2);
  const [earlier, later] = [...(await callsFor(ids[0])), ...(await callsFor(ids[1]))].toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  );
  expect(later?.createdAt.getTime()).toBeGreaterThanOrEqual(
    earlier?.endedAt?.getTime() ?? Infinity,
  );
});

/** The account is looked through for strays, now. */
async function look(tenant: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: new Date(0) } }),
  );
  await reapAccounts();
}

function backdateStrays(tenant: Tenant) {
  return asWorker((tx) =>
    tx.strayMachine.updateMany({
      where: { providerKeyId: tenant.keyId },
      data: { firstSeenAt: new Date(Date.now() - 3_600_000) },
    }),
  );
}

it("ends by itself only what the provider answered one of our own calls with", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const theirs = await strangerMakes(tenant);
  const id = await askFor(tenant);
  await workUntil(tenant, id, isRunning);
  await asWorker((tx) =>
    tx.deployment.update({
      where: { id },
      data: { endedAt: new Date(), providerInstanceId: null },
    }),
  );
  await look(tenant);
  expect(await standing(tenant)).toHaveLength(2);
  await backdateStrays(tenant);
  await look(tenant);
  expect(await standing(tenant)).toEqual([theirs]);
  expect((await straysOf(tenant)).map((one) => one.providerInstanceId)).not.toContain(theirs);
});

/** The provider gives the name of a machine of ours that is gone to another one. */
function isCalledAsBefore(deploymentId: string, instanceId: string | undefined) {
  const data = { providerInstanceId: instanceId ?? "" };
  return asWorker(async (tx) => {
    await tx.deployment.update({ where: { id: deploymentId }, data });
    await tx.providerCall.updateMany({
      where: { operation: { deploymentId } },
      data: { instanceId: instanceId ?? "" },
    });
  });
}

async function machineThatIsGone(tenant: Tenant): Promise<string> {
  const id = await askFor(tenant);
  await workUntil(tenant, id, isRunning);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
  return id;
}

it("takes its new machine though one that is gone was called so, and buys no second", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const gone = await machineThatIsGone(tenant);
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await bringForward(id);
  const [ours] = await standing(tenant);
  await isCalledAsBefore(gone, ours);
  const running = await workUntil(tenant, id, isRunning);
  expect(running.providerInstanceId).toBe(ours);
  expect(await standing(tenant)).toHaveLength(1);
});

it("asks before it ends a machine that is called as one of ours was that is gone", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const gone = await machineThatIsGone(tenant);
  const theirs = await strangerMakes(tenant);
  await isCalledAsBefore(gone, theirs);
  await look(tenant);
  await backdateStrays(tenant);
  await look(tenant);
  expect(await standing(tenant)).toEqual([theirs]);
  const [stray] = await listStrays(tenant.scope);
  expect(stray).toMatchObject({ providerInstanceId: theirs, isEnding: false });
});
