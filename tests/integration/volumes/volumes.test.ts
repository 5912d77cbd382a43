import { beforeEach, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { newId } from "@/lib/ids";
import { listKeys } from "@/lib/provider-keys/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { attachVolume } from "@/lib/volumes/attach-volume";
import { deleteVolume } from "@/lib/volumes/delete-volume";
import { detachVolume } from "@/lib/volumes/detach-volume";
import { listVolumes } from "@/lib/volumes/queries";
import { runWishes } from "@/lib/volumes/run-wish";
import { sweepAccounts } from "@/lib/volumes/sweep-accounts";
import {
  addKey,
  isRunning,
  launchForm,
  makeScope,
  makeTenant,
  rentTwins,
  workUntil,
} from "../operations/rented-world";
import { freshKey, type Wire, wireTo } from "../sandbox/wire";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)} me`;

interface Holder {
  readonly scope: Awaited<ReturnType<typeof makeScope>>;
  readonly keyId: string;
  readonly wire: Wire;
}

async function makeHolder(): Promise<Holder> {
  const scope = await makeScope();
  const apiKey = freshKey("digitalocean");
  const keyId = await addKey(scope, "digitalocean", apiKey);
  return { scope, keyId, wire: wireTo(twins.sandbox.url, "digitalocean", apiKey) };
}

const makeVolume = ({ wire }: Holder, name = "data") =>
  wire.call("POST", "/volumes", { name, size_gigabytes: 100, region: "tor1" });

/** Reads the account again now. */
async function sweep({ keyId }: Pick<Holder, "keyId">): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.updateMany({ where: { id: keyId }, data: { nextFactsAt: null } }),
  );
  await sweepAccounts();
}

/** Brings a wish to its end, however often somebody has to come back for it. */
async function finish(holder: Holder, volumeId: string): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await asWorker((tx) =>
      tx.volume.updateMany({
        where: { id: volumeId, wish: { not: null } },
        data: { runAfter: new Date(0), leaseUntil: null },
      }),
    );
    const looks = await runWishes(volumeId);
    if (looks.length === 0) return;
  }
  throw new Error(`still wished for: ${JSON.stringify(await listVolumes(holder.scope))}`);
}

const callsOf = async ({ wire }: Holder, method: string, path: RegExp) => {
  const { body } = await wire.control("GET", "log");
  const log: { method: string; path: string }[] = Array.isArray(body) ? body : [];
  return log.filter((one) => one.method === method && path.test(one.path)).length;
};

const held: { holder?: Holder } = {};
const holder = () => {
  if (!held.holder) throw new Error("no holder");
  return held.holder;
};
beforeEach(async () => {
  held.holder = await makeHolder();
  await makeVolume(held.holder);
  await sweep(held.holder);
});

const only = async () => {
  const { volumes } = await listVolumes(holder().scope);
  const [volume] = volumes;
  if (!volume || volumes.length > 1) throw new Error(`${volumes.length} volumes`);
  return volume;
};

it("shows what hangs on no machine and what it costs a month, and the account's credit", async () => {
  expect(await listVolumes(holder().scope)).toMatchObject({
    volumes: [{ name: "data", sizeGb: 100, region: "tor1", isOrphan: true, attachedTo: [] }],
    orphans: { count: 1, unpriced: 0 },
    unread: [],
  });
  const { perMonth } = await only();
  expect(Number(perMonth)).toBeCloseTo(10, 1);
  const [key] = await listKeys(holder().scope);
  expect(key?.balance?.currency).toBe("USD");
});

it("is put to a machine and taken off again, and cannot be ended meanwhile", async () => {
  const { scope, keyId, wire } = holder();
  const { body: added } = await wire.call("POST", "/account/keys", {
    name: "laptop",
    public_key: sshPublicKey,
  });
  const { body } = await wire.call("POST", "/droplets", {
    name: "ch-one",
    region: "tor1",
    size: "gpu-h100x1-80gb",
    image: "gpu-h100x1-base",
    ssh_keys: [Object(added).ssh_key.id],
  });
  const instanceId = String(Object(body).droplet.id);
  const deploymentId = await standIn(holder(), instanceId);
  await wire.control("POST", "settings", { bootMs: 0 });
  const { id } = await only();
  expect((await only()).targets).toEqual([{ deploymentId, name: "one" }]);

  await runVerb(attachVolume, scope, { volumeId: id, deploymentId });
  expect(await only()).toMatchObject({ wish: "attach", can: { delete: false, detach: false } });
  await finish(holder(), id);
  expect(await only()).toMatchObject({
    wish: null,
    failure: null,
    isOrphan: false,
    attachedTo: [{ instanceId, deploymentId, name: "one" }],
  });
  const removal = runVerb(deleteVolume, scope, { volumeId: id, confirmation: "data" });
  await expect(removal).rejects.toMatchObject({ reason: "volume-attached" });

  await runVerb(detachVolume, scope, { volumeId: id });
  await finish(holder(), id);
  expect(await only()).toMatchObject({ isOrphan: true, failure: null });
  expect(keyId).toBe((await only()).keyId);
});

it("is ended once its name was typed, by one call though the answer to it was lost", async () => {
  const { scope, wire } = holder();
  const { id } = await only();
  const wrong = runVerb(deleteVolume, scope, { volumeId: id, confirmation: "Data" });
  await expect(wrong).rejects.toMatchObject({ fields: { confirmation: "name-differs" } });
  await wire.control("POST", "faults", {
    match: { method: "DELETE", path: "/volumes/" },
    fault: { kind: "answer-lost" },
    times: 1,
  });
  await runVerb(deleteVolume, scope, { volumeId: id, confirmation: "data" });
  const twice = runVerb(deleteVolume, scope, { volumeId: id, confirmation: "data" });
  await expect(twice).rejects.toMatchObject({ reason: "volume-busy" });
  await finish(holder(), id);
  expect((await listVolumes(scope)).volumes).toEqual([]);
  expect(await callsOf(holder(), "DELETE", /\/volumes\//)).toBe(1);
});

it("is not ended twice by two workers, and stays what it is when the provider refuses", async () => {
  const { scope, wire } = holder();
  const { id } = await only();
  await wire.control("POST", "faults", {
    match: { method: "DELETE", path: "/volumes/" },
    fault: { kind: "answer", status: 403, body: { id: "forbidden", message: "no" } },
    times: 1,
  });
  await runVerb(deleteVolume, scope, { volumeId: id, confirmation: "data" });
  await Promise.all([runWishes(id), runWishes(id)]);
  expect(await callsOf(holder(), "DELETE", /\/volumes\//)).toBe(1);
  await finish(holder(), id);
  expect(await only()).toMatchObject({ wish: null, failure: "missing-right" });
});

it("is nobody else's to see or to touch", async () => {
  const { id } = await only();
  const other = await makeHolder();
  expect((await listVolumes(other.scope)).volumes).toEqual([]);
  for (const call of [
    () => runVerb(deleteVolume, other.scope, { volumeId: id, confirmation: "data" }),
    () => runVerb(detachVolume, other.scope, { volumeId: id }),
    () => runVerb(attachVolume, other.scope, { volumeId: id, deploymentId: "dep_x" }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: "not-found" });
  }
});

it("is given to a new machine of its account, and to no other", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await tenant.wire.call("POST", "/network-volumes", {
    name: "sets",
    size: 50,
    dataCenter: "US-WA-1",
  });
  await sweep(tenant);
  const [volume] = (await listVolumes(tenant.scope)).volumes;
  const volumeId = volume?.id ?? "";
  const ask = (more: object) =>
    runVerb(launch, tenant.scope, { ...launchForm(tenant), volumeId, ...more });
  await expect(ask({ machines: 2 })).rejects.toMatchObject({
    fields: { volumeId: "volume-one-machine" },
  });
  await expect(ask({ volumeId: (await only()).id })).rejects.toMatchObject({
    reason: "volume-not-found",
  });
  const { deployments } = await ask({});
  await workUntil(tenant, deployments[0]?.id ?? "", isRunning);
  await sweep(tenant);
  expect((await listVolumes(tenant.scope)).volumes[0]).toMatchObject({
    name: "sets",
    isOrphan: false,
    attachedTo: [{ deploymentId: deployments[0]?.id }],
  });
});

/** A deployment whose machine is the given one. */
async function standIn({ scope, keyId }: Holder, providerInstanceId: string): Promise<string> {
  const id = newId("dep");
  const at = new Date();
  await asWorker((tx) =>
    tx.deployment.create({
      data: {
        id,
        teamId: scope.team.id,
        projectId: scope.team.defaultProjectId,
        providerKeyId: keyId,
        name: "one",
        providerId: "digitalocean",
        desired: "running",
        settledGeneration: 1,
        status: "running",
        statusSince: at,
        providerInstanceId,
        offerId: "off_x",
        gpuSpelling: "nvidia_h100",
        gpuCount: 1,
        instanceType: "gpu-h100x1-80gb",
        region: "tor1",
        ports: [],
        quotedPerHourMicros: 3_390_000n,
        quotedAt: at,
        ratePerHourMicros: 3_390_000n,
        createdAt: at,
      },
    }),
  );
  return id;
}
