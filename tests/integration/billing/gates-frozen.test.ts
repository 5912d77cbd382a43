import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { findBest } from "@/lib/deployments/best/queries";
import { launch } from "@/lib/deployments/launch";
import { launchBest } from "@/lib/deployments/launch-best";
import { getDeployment } from "@/lib/deployments/queries";
import { restart } from "@/lib/deployments/restart";
import { launchBestInput } from "@/lib/deployments/schema";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { sweepHealth } from "@/lib/health/sweep";
import { reapAccounts } from "@/lib/operations/reap";
import { adoptStray } from "@/lib/strays/adopt";
import { listStrays } from "@/lib/strays/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";
import {
  addKey,
  askFor,
  billOf,
  callsOf,
  expectSameMoney,
  isRunning,
  isTerminated,
  launchForm,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { makeDisk, makeDiskTenant, onlyVolume, readAccount, workOff } from "../volumes/disks";
import { comeTo, frozenOf } from "./fall-to";

const twins = rentTwins();
const isStopped = ({ status }: { status: string }) => status === "stopped";

/** The tenant's own key is the newer of two, so a downgrade freezes it and all that runs under it. */
async function withOlderKey(tenant: Tenant): Promise<Tenant> {
  const id = await addKey(tenant.scope, "lambda", freshKey("lambda"));
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id }, data: { createdAt: new Date(0) } }),
  );
  return tenant;
}

async function freeze(tenant: Tenant): Promise<Tenant> {
  const scope = await comeTo(tenant.scope, "basic");
  expect(await frozenOf(scope)).toEqual([tenant.keyId]);
  return { ...tenant, scope };
}

const dueNow = ({ keyId }: Tenant) =>
  asWorker((tx) => {
    const longAgo = new Date(Date.now() - 3_600_000);
    const data = { nextSweepAt: longAgo, nextReapAt: longAgo };
    return tx.providerKey.update({ where: { id: keyId }, data, select: { id: true } });
  });

it("T22: a machine under a frozen key runs on, is looked at, metered, stopped and ended", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const deploymentId = await askFor(tenant);
  await workUntil(tenant, deploymentId, isRunning);
  const frozen = await freeze(tenant);
  expect((await billOf(frozen)).machines).toMatchObject([{ endedAt: null }]);

  const listsBefore = await callsOf(frozen, "GET", /\/pods$/);
  await dueNow(frozen);
  await sweepHealth();
  expect(await callsOf(frozen, "GET", /\/pods$/)).toBeGreaterThan(listsBefore);
  const looked = await getDeployment(frozen.scope, deploymentId);
  expect(looked).toMatchObject({ status: "running", health: { verdict: "healthy" } });
  expect(Number(looked.cost.nowPerHour)).toBeGreaterThan(0);

  await runVerb(stop, frozen.scope, { deploymentId });
  await workUntil(frozen, deploymentId, isStopped);
  await expect(runVerb(start, frozen.scope, { deploymentId })).rejects.toMatchObject({
    code: "feature-locked",
    reason: "key-frozen",
  });
  await runVerb(terminate, frozen.scope, { deploymentId });
  await expectSameMoney(frozen, await workUntil(frozen, deploymentId, isTerminated));
});

it("T22: a running machine under a frozen key may be restarted, since nothing new begins", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const deploymentId = await askFor(tenant);
  await workUntil(tenant, deploymentId, isRunning);
  const frozen = await freeze(tenant);
  await runVerb(restart, frozen.scope, { deploymentId });
  await workUntil(frozen, deploymentId, (view) => isRunning(view) && view.operation === null);
  expect(await callsOf(frozen, "POST", /\/action$/)).toBe(1);
});

it("T22: nothing is launched with a frozen key, until it is thawed", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const frozen = await freeze(tenant);
  await expect(runVerb(launch, frozen.scope, launchForm(frozen))).rejects.toMatchObject({
    code: "feature-locked",
    reason: "key-frozen",
  });
  expect(await callsOf(frozen, "POST", /\/pods$/)).toBe(0);
  const scope = await comeTo(frozen.scope, "pro");
  await workUntil(frozen, await askFor({ ...frozen, scope }), isRunning);
});

it("T22: a search for the cheapest leaves a frozen key's offers out, and says why", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  await asWorker((tx) =>
    tx.offer.update({ where: { id: tenant.offerId }, data: { gpuModel: "l40s" } }),
  );
  const frozen = await freeze(tenant);
  const need = launchBestInput.parse({ models: ["l40s"], providers: ["runpod"], ceiling: "9" });
  const best = await findBest(frozen.scope, need);
  expect(best.candidates).toEqual([]);
  expect(best.leftOut).toMatchObject([{ reason: "key-frozen" }]);
  await expect(runVerb(launchBest, frozen.scope, need)).rejects.toMatchObject({
    reason: "nothing-fits",
  });
});

it("T22: the reaper goes through a frozen key's account, and what it finds may be adopted", async () => {
  const tenant = await withOlderKey(await makeTenant(twins.sandbox));
  const frozen = await freeze(tenant);
  await frozen.wire.call("POST", "/pods", {
    name: "ch-testinst-left-behind",
    image: "ubuntu",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
  });
  await dueNow(frozen);
  await reapAccounts();
  const [stray] = await listStrays(frozen.scope);
  expect(stray).toMatchObject({ key: { id: frozen.keyId, state: "frozen" } });
  const { id } = await runVerb(adoptStray, frozen.scope, { strayId: stray?.id ?? "" });
  await runVerb(terminate, frozen.scope, { deploymentId: id });
  await workUntil(frozen, id, isTerminated);
});

it("T22: a frozen key's volumes are read, detached and deleted, and attached to nothing", async () => {
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
  await workOff(tenant, volumeId);

  const frozen = await freeze(tenant);
  await readAccount(frozen);
  expect(await onlyVolume(frozen)).toMatchObject({ attachedTo: [{ deploymentId }] });
  await runVerb(detachVolume, frozen.scope, { volumeId });
  await workOff(frozen, volumeId);
  expect(await onlyVolume(frozen)).toMatchObject({ attachedTo: [], failure: null });
  await expect(
    runVerb(attachVolume, frozen.scope, { volumeId, deploymentId }),
  ).rejects.toMatchObject({ reason: "key-frozen" });
  const { name } = await onlyVolume(frozen);
  await runVerb(deleteVolume, frozen.scope, { volumeId, confirmation: name });
  await workOff(frozen, volumeId);
});
