import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { reconcile } from "@/lib/deployments/reconcile";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { addFallback, askRanked, triesOf } from "../deployments/ranked-offers";
import {
  addKey,
  askFor,
  billOf,
  callsOf,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { makeDisk, makeDiskTenant, onlyVolume, readAccount, workOff } from "../volumes/disks";
import { comeTo, frozenOf, graceEnds } from "./fall-to";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };
const isStopped = ({ status }: { status: string }) => status === "stopped";
const isFailed = ({ status }: { status: string }) => status === "failed";

/** The tenant's own key is the newer of two, so it is the one without room on Basic. */
async function withOlderKey(tenant: Tenant): Promise<Tenant> {
  const id = await addKey(tenant.scope, "lambda", freshKey("lambda"));
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id }, data: { createdAt: new Date(0) } }),
  );
  return tenant;
}

async function fall(tenant: Tenant): Promise<Tenant> {
  return { ...tenant, scope: await comeTo(tenant.scope, "basic") };
}

const launches = (tenant: Tenant) => callsOf(tenant, "POST", /\/pods$/);
const eventsOf = async (tenant: Tenant, id: string) =>
  (await getDeployment(tenant.scope, id)).events.map(({ type, reason }) => ({ type, reason }));

it("T23: a launch that waited through a downgrade does not begin, buys nothing, and says why", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const id = await askFor(tenant);
  const basic = await fall(tenant);
  const ended = await workUntil(basic, id, isFailed);
  expect(ended).toMatchObject({ statusReason: "key-frozen", cost: { soFar: "0" } });
  expect(ended.operations).toMatchObject([{ state: "failed", reason: "key-frozen", calls: [] }]);
  expect(await eventsOf(basic, id)).toContainEqual({
    type: "deployment.failed",
    reason: "key-frozen",
  });
  expect(await launches(basic)).toBe(0);
});

it("T23: an operation that was opened before the downgrade does not begin after it", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const id = await askFor(tenant);
  await reconcile(id, clock.now());
  const basic = await fall(tenant);
  await workUntil(basic, id, isFailed);
  expect(await launches(basic)).toBe(0);
});

it("T23: the end of a grace counts at once, though nobody has settled it", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const id = await askFor(tenant);
  await graceEnds(tenant.scope);
  expect(await frozenOf(tenant.scope)).toEqual([]);
  expect(await workUntil(tenant, id, isFailed)).toMatchObject({ statusReason: "key-frozen" });
  expect(await launches(tenant)).toBe(0);
});

it("T23: a launch whose call has left runs to its end, though the tier is gone", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  await setFault(tenant, create, { kind: "answer-lost" });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "looking");
  const basic = await fall(tenant);
  const running = await workUntil(basic, id, isRunning);
  expect((await billOf(basic)).machines).toMatchObject([
    { id: running.providerInstanceId, endedAt: null },
  ]);
  expect(await launches(basic)).toBe(1);
});

it("T23: a launch that was only turned away so far is given up, and nothing of it is left", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  await setFault(tenant, create, { kind: "rate-limited" }, null);
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ operations }) => (operations[0]?.calls.length ?? 0) > 0);
  const basic = await fall(tenant);
  const ended = await workUntil(basic, id, isFailed);
  expect(ended.statusReason).toBe("key-frozen");
  expect((await billOf(basic)).machines).toEqual([]);
});

it("T23: of ranked offers the next is tried whose key the tier still has room for", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const fallback = await addFallback(tenant, twins.sandbox.url, "lambda");
  const id = await askRanked(tenant, [fallback]);
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: fallback.keyId }, data: { createdAt: new Date(0) } }),
  );
  const basic = await fall(tenant);
  const running = await workUntil(basic, id, isRunning);
  expect(running).toMatchObject({ providerId: "lambda", key: { id: fallback.keyId } });
  expect(await triesOf(id)).toMatchObject([
    { state: "refused", reason: "key-frozen" },
    { state: "made" },
  ]);
  expect(await launches(basic)).toBe(0);
});

it("T23: a start that waited through a downgrade does not begin: the machine stays stopped, and it is told", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const deploymentId = await askFor(tenant);
  await workUntil(tenant, deploymentId, isRunning);
  await runVerb(stop, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isStopped);
  const sent = await callsOf(tenant, "POST", /\/action$/);
  await runVerb(start, tenant.scope, { deploymentId });

  const basic = await fall(tenant);
  const kept = await workUntil(basic, deploymentId, ({ desired }) => desired === "stopped");
  expect(kept).toMatchObject({ status: "stopped", statusReason: "key-frozen", operation: null });
  expect(await eventsOf(basic, deploymentId)).toContainEqual({
    type: "deployment.start-refused",
    reason: "key-frozen",
  });
  expect(await callsOf(basic, "POST", /\/action$/)).toBe(sent);

  const scope = await comeTo(basic.scope, "pro");
  await runVerb(start, scope, { deploymentId });
  await workUntil({ ...basic, scope }, deploymentId, isRunning);
});

it("T23: a stop and an end that waited through a downgrade are carried out", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const deploymentId = await askFor(tenant);
  await workUntil(tenant, deploymentId, isRunning);
  await runVerb(stop, tenant.scope, { deploymentId });
  const basic = await fall(tenant);
  await workUntil(basic, deploymentId, isStopped);
  await runVerb(terminate, basic.scope, { deploymentId });
  await workUntil(basic, deploymentId, isTerminated);
});

it("T23: a machine under the key that stays is launched on Basic as ever", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  const basic = await fall(tenant);
  await bringForward(id);
  await workUntil(basic, id, isRunning);
});

it("T23: a volume that waited through a downgrade is not attached, and says why", async () => {
  const tenant = await withOlderKey(await makeDiskTenant(twins.sandbox, "digitalocean"));
  const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
  const deploymentId = await askFor(tenant, {
    sshPublicKeys: [sshPublicKey],
    quotedPerHour: "4.41",
  });
  await workUntil(tenant, deploymentId, isRunning);
  await makeDisk(tenant, "digitalocean", { name: "data" });
  await readAccount(tenant);
  const { id: volumeId } = await onlyVolume(tenant);
  await runVerb(attachVolume, tenant.scope, { volumeId, deploymentId });
  const basic = await fall(tenant);
  await workOff(basic, volumeId);
  expect(await onlyVolume(basic)).toMatchObject({ attachedTo: [], failure: "key-frozen" });
  expect(await callsOf(basic, "POST", /\/actions$/)).toBe(0);
});
