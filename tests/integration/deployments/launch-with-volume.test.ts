import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { terminate } from "@/lib/deployments/terminate";
import { AppError } from "@/lib/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import {
  addKey,
  deploymentsOf,
  isRunning,
  isTerminated,
  launchForm,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";
import { makeDiskTenant, onlyVolume, readAccount } from "../volumes/disks";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)} me@home`;

/** A team whose account holds one disk that a machine can be launched with. */
async function tenantWithDisk(providerId: "runpod" | "lambda", region: string) {
  const tenant = await makeTenant(twins.sandbox, providerId);
  const { status } = await (providerId === "runpod"
    ? tenant.wire.call("POST", "/network-volumes", { name: "sets", size: 50, dataCenter: region })
    : tenant.wire.call("POST", "/filesystems", { name: "sets", region }));
  expect(status).toBeLessThan(300);
  await readAccount(tenant);
  return { tenant, volume: await onlyVolume(tenant) };
}

async function launchWith(tenant: Tenant, volumeId: string): Promise<string> {
  const form = launchForm(tenant, { sshPublicKeys: [sshPublicKey], volumeId });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  return deployments[0]?.id ?? "";
}

async function refusalOf(tenant: Tenant, more: Record<string, unknown>): Promise<AppError> {
  const form = launchForm(tenant, { sshPublicKeys: [sshPublicKey], quotedPerHour: "9", ...more });
  const error = await runVerb(launch, tenant.scope, form).catch((refused: unknown) => refused);
  if (!(error instanceof AppError)) throw new Error("the launch was not refused");
  expect(await deploymentsOf(tenant.scope)).toEqual([]);
  return error;
}

const change = (tenant: Tenant, data: { region?: string | null; tier?: string }) =>
  asWorker((tx) => tx.offer.update({ where: { id: tenant.offerId }, data }));

it.each([
  ["runpod", "US-WA-1"],
  ["lambda", "us-midwest-1"],
] as const)(
  "launches at %s with a volume, which is then seen on the machine",
  async (providerId, region) => {
    const { tenant, volume } = await tenantWithDisk(providerId, region);
    const id = await launchWith(tenant, volume.id);
    expect(await onlyVolume(tenant)).toMatchObject({
      attachedTo: [{ deploymentId: id, instanceId: null }],
      isOrphan: false,
      can: { delete: false },
    });
    const running = await workUntil(tenant, id, isRunning);
    await readAccount(tenant);
    expect((await onlyVolume(tenant)).attachedTo).toEqual([
      { deploymentId: id, instanceId: running.providerInstanceId, name: running.name },
    ]);
    await runVerb(terminate, tenant.scope, { deploymentId: id });
    await workUntil(tenant, id, isTerminated);
    await readAccount(tenant);
    expect(await onlyVolume(tenant)).toMatchObject({ isOrphan: true, can: { delete: true } });
  },
);

it("pays for no disk that the volume takes the place of, and stands where the volume is", async () => {
  const { tenant, volume } = await tenantWithDisk("runpod", "US-WA-1");
  await change(tenant, { region: null });
  const form = launchForm(tenant, { volumeId: volume.id, diskGb: 200 });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  expect(deployments).toMatchObject([
    { diskGb: null, region: "US-WA-1", cost: { runningPerHour: "3.29", stoppedPerHour: "0" } },
  ]);
});

it("does not delete a volume that a machine is being launched with", async () => {
  const { tenant, volume } = await tenantWithDisk("runpod", "US-WA-1");
  await launchWith(tenant, volume.id);
  const early = runVerb(deleteVolume, tenant.scope, { volumeId: volume.id, confirmation: "sets" });
  await expect(early).rejects.toMatchObject({ code: "conflict", reason: "volume-in-use" });
});

it("launches with no volume that is being deleted", async () => {
  const { tenant, volume } = await tenantWithDisk("runpod", "US-WA-1");
  await runVerb(deleteVolume, tenant.scope, { volumeId: volume.id, confirmation: "sets" });
  const error = await refusalOf(tenant, { volumeId: volume.id });
  expect(error).toMatchObject({ code: "conflict", reason: "volume-busy" });
});

it("says why a volume cannot go with a machine", async () => {
  const { tenant, volume } = await tenantWithDisk("runpod", "EU-RO-1");
  const volumeId = volume.id;
  expect(await refusalOf(tenant, { volumeId })).toMatchObject({
    code: "invalid",
    fields: { volumeId: "volume-region" },
    values: { region: "EU-RO-1" },
  });
  const otherKey = await addKey(tenant.scope, "runpod", freshKey("runpod"));
  expect(await refusalOf(tenant, { volumeId, providerKeyId: otherKey })).toMatchObject({
    fields: { volumeId: "volume-other-key" },
  });
  await change(tenant, { region: "EU-RO-1", tier: "community" });
  expect(await refusalOf(tenant, { volumeId })).toMatchObject({
    fields: { volumeId: "volume-tier" },
  });
});

it("takes no volume at launch where it is attached to a running machine, nor another team's", async () => {
  const { volume } = await tenantWithDisk("runpod", "US-WA-1");
  const atVultr = await makeDiskTenant(twins.sandbox, "vultr");
  expect(await refusalOf(atVultr, { volumeId: volume.id })).toMatchObject({
    fields: { volumeId: "volume-not-at-launch" },
  });
  const stranger = await makeTenant(twins.sandbox);
  expect(await refusalOf(stranger, { volumeId: volume.id })).toMatchObject({
    code: "not-found",
    reason: "volume-not-found",
  });
});
