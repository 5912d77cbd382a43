import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import type { Volume } from "@/lib/providers/contract";
import { runVerb } from "@/lib/verbs/run-verb";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";
import { listVolumes } from "@/lib/volumes/queries";
import { saveVolumes } from "@/lib/volumes/save-volumes";
import {
  askFor,
  callsOf,
  isRunning,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import {
  type DiskSeller,
  makeDisk,
  makeDiskTenant,
  onlyVolume,
  readAccount,
  workOff,
} from "./disks";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)} me@home`;
const one = { vultr: /\/blocks\/[^/]+$/, digitalocean: /\/volumes\/[^/]+$/ };

async function tenantWithDisk(seller: DiskSeller, where: { readonly region?: string } = {}) {
  const tenant = await makeDiskTenant(twins.sandbox, seller);
  await makeDisk(tenant, seller, { name: "training-data", ...where });
  await readAccount(tenant);
  return { tenant, volume: await onlyVolume(tenant) };
}

async function runningMachine(tenant: Tenant): Promise<string> {
  const id = await askFor(tenant, { sshPublicKeys: [sshPublicKey], quotedPerHour: "4.41" });
  await workUntil(tenant, id, isRunning);
  return id;
}

describe.each<DiskSeller>(["vultr", "digitalocean"])("a volume at %s", (seller) => {
  it("is read by the sweep and shown as an orphan with what it costs a month", async () => {
    const { tenant, volume } = await tenantWithDisk(seller);
    expect(volume).toMatchObject({
      name: "training-data",
      providerId: seller,
      sizeGb: 100,
      attachedTo: [],
      isOrphan: true,
      can: { attach: false, detach: false, delete: true },
    });
    expect(Number(volume.perMonth)).toBeCloseTo(10, 1);
    const { orphans } = await listVolumes(tenant.scope);
    expect(orphans).toEqual({ count: 1, perMonth: volume.perMonth, unpriced: 0 });
  });

  it("is put to a machine and taken off again by wish", async () => {
    const { tenant, volume } = await tenantWithDisk(seller);
    const deploymentId = await runningMachine(tenant);
    expect((await onlyVolume(tenant)).targets).toMatchObject([{ deploymentId }]);

    await runVerb(attachVolume, tenant.scope, { volumeId: volume.id, deploymentId });
    expect(await onlyVolume(tenant)).toMatchObject({ wish: "attach", isOrphan: false });
    await workOff(tenant, volume.id);
    const attached = await onlyVolume(tenant);
    expect(attached).toMatchObject({ failure: null, can: { detach: true, delete: false } });
    expect(attached.attachedTo).toMatchObject([{ deploymentId }]);

    await runVerb(detachVolume, tenant.scope, { volumeId: volume.id });
    await workOff(tenant, volume.id);
    expect(await onlyVolume(tenant)).toMatchObject({ attachedTo: [], failure: null });
  });

  it("is deleted once although the provider's answer was lost", async () => {
    const { tenant, volume } = await tenantWithDisk(seller);
    await setFault(tenant, { method: "DELETE" }, { kind: "answer-lost" });
    const confirmation = "training-data";
    await runVerb(deleteVolume, tenant.scope, { volumeId: volume.id, confirmation });
    await workOff(tenant, volume.id);
    expect(await listVolumes(tenant.scope)).toMatchObject({ volumes: [], orphans: { count: 0 } });
    expect(await callsOf(tenant, "DELETE", one[seller])).toBe(1);
  });
});

it("deletes nothing before the name is typed, nor while it hangs on a machine", async () => {
  const { tenant, volume } = await tenantWithDisk("vultr");
  const volumeId = volume.id;
  const slip = runVerb(deleteVolume, tenant.scope, { volumeId, confirmation: "training-date" });
  await expect(slip).rejects.toMatchObject({ fields: { confirmation: "name-differs" } });
  const deploymentId = await runningMachine(tenant);
  await runVerb(attachVolume, tenant.scope, { volumeId, deploymentId });
  await workOff(tenant, volumeId);
  const inUse = runVerb(deleteVolume, tenant.scope, { volumeId, confirmation: "training-data" });
  await expect(inUse).rejects.toMatchObject({ reason: "volume-attached" });
  expect(await callsOf(tenant, "DELETE", one.vultr)).toBe(0);
});

it("asks for one thing at a time", async () => {
  const { tenant, volume } = await tenantWithDisk("vultr");
  const input = { volumeId: volume.id, confirmation: "training-data" };
  await runVerb(deleteVolume, tenant.scope, input);
  const again = runVerb(deleteVolume, tenant.scope, input);
  await expect(again).rejects.toMatchObject({ reason: "volume-busy" });
});

it("does not put a volume to a machine in another region", async () => {
  const { tenant, volume } = await tenantWithDisk("vultr", { region: "ewr" });
  const deploymentId = await runningMachine(tenant);
  expect(await onlyVolume(tenant)).toMatchObject({ targets: [], can: { attach: false } });
  const far = runVerb(attachVolume, tenant.scope, { volumeId: volume.id, deploymentId });
  await expect(far).rejects.toMatchObject({ reason: "volume-region" });
});

it("shows no other team's volumes and finds none of them", async () => {
  const { volume } = await tenantWithDisk("digitalocean");
  const stranger = await makeDiskTenant(twins.sandbox, "digitalocean");
  expect(await listVolumes(stranger.scope)).toMatchObject({ volumes: [], orphans: { count: 0 } });
  const volumeId = volume.id;
  const theirs = [
    runVerb(deleteVolume, stranger.scope, { volumeId, confirmation: "training-data" }),
    runVerb(detachVolume, stranger.scope, { volumeId }),
    runVerb(attachVolume, stranger.scope, { volumeId, deploymentId: "dep_any" }),
  ];
  for (const answer of await Promise.allSettled(theirs)) {
    expect(answer).toMatchObject({ status: "rejected", reason: { reason: "volume-not-found" } });
  }
});

it("shows a volume as gone once the account does not list it any more", async () => {
  const { tenant } = await tenantWithDisk("digitalocean");
  const [row] = (await listVolumes(tenant.scope)).volumes;
  expect(row).toBeDefined();
  const found = await tenant.wire.call("GET", "/volumes");
  const [, id] = /"id":"([0-9a-f-]{36})"/.exec(found.text) ?? [];
  await tenant.wire.call("DELETE", `/volumes/${id}`);
  await readAccount(tenant);
  expect((await listVolumes(tenant.scope)).volumes).toEqual([]);
});

it("shows a machine's system disk only once the machine has left it behind", async () => {
  const tenant = await makeDiskTenant(twins.sandbox, "vultr");
  const { keyId, scope } = tenant;
  const key = { id: keyId, teamId: scope.team.id, providerId: "vultr" };
  const disk: Volume = {
    id: "os-1",
    name: "os-1",
    sizeGb: 50,
    region: null,
    attachedTo: ["machine-1"],
    isSystem: true,
    ratePerHourMicros: 13_699n,
    createdAt: null,
    nativeStatus: "attached",
  };
  const see = (attachedTo: string[]) => {
    const look = { volumes: [{ ...disk, attachedTo }], askedAt: clock.now() };
    return asWorker((tx) => saveVolumes(tx, key, look));
  };
  await see(["machine-1"]);
  expect(await listVolumes(scope)).toMatchObject({ volumes: [], orphans: { count: 0 } });
  await see([]);
  expect(await onlyVolume(tenant)).toMatchObject({ name: "os-1", isOrphan: true });
});
