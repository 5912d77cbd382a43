import { expect } from "vitest";
import { z } from "zod";
import { asWorker } from "@/lib/db";
import { listVolumes } from "@/lib/volumes/queries";
import { runWishes } from "@/lib/volumes/run-wish";
import type { VolumeView } from "@/lib/volumes/schema";
import { sweepAccounts } from "@/lib/volumes/sweep-accounts";
import { addKey, addOffer, eventually, makeScope, type Tenant } from "../operations/rented-world";
import type { SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, wireTo } from "../sandbox/wire";

/** Where disks are made, with the machine they can be put to. */
export type DiskSeller = "vultr" | "digitalocean";

const machines = {
  vultr: { instanceType: "vcg-l40s-16c-180g-48vram", region: "ord", micros: 1_559_600n },
  digitalocean: { instanceType: "gpu-h100x1-80gb", region: "tor1", micros: 4_410_000n },
} as const;

/** A team of one with a key and an offer at a provider whose disks come and go at any time. */
export async function makeDiskTenant(
  sandbox: SandboxProcess,
  providerId: DiskSeller,
): Promise<Tenant> {
  const scope = await makeScope();
  const apiKey = freshKey(providerId);
  const { instanceType, region, micros } = machines[providerId];
  return {
    scope,
    keyId: await addKey(scope, providerId, apiKey),
    offerId: await addOffer({
      providerId,
      instanceType,
      gpuCount: 1,
      maxGpuCount: 1,
      region,
      tier: null,
      pricePerHourMicros: micros,
    }),
    wire: wireTo(sandbox.url, providerId, apiKey),
  };
}

const madeSchema = z.union([
  z.object({ block: z.object({ id: z.string() }) }),
  z.object({ volume: z.object({ id: z.string() }) }),
]);

/** Makes a disk at the provider itself, behind our back. Answers its id there. */
export async function makeDisk(
  { wire }: Tenant,
  providerId: DiskSeller,
  { name, region }: { readonly name: string; readonly region?: string },
): Promise<string> {
  const where = region ?? machines[providerId].region;
  const { status, body } = await (providerId === "vultr"
    ? wire.call("POST", "/blocks", { region: where, size_gb: 100, label: name })
    : wire.call("POST", "/volumes", { region: where, size_gigabytes: 100, name }));
  expect(status).toBeLessThan(300);
  const made = madeSchema.parse(body);
  return "block" in made ? made.block.id : made.volume.id;
}

/** Asks the tenant's account, and no other, for what it holds. */
export async function readAccount({ keyId }: Tenant): Promise<void> {
  const [longAgo, later] = [new Date(0), new Date(Date.now() + 3_600_000)];
  await asWorker(async (tx) => {
    await tx.providerKey.updateMany({ data: { nextFactsAt: later } });
    await tx.providerKey.update({ where: { id: keyId }, data: { nextFactsAt: longAgo } });
  });
  await sweepAccounts();
}

/** The team's one volume as its page shows it. */
export async function onlyVolume({ scope }: Tenant): Promise<VolumeView> {
  const { volumes } = await listVolumes(scope);
  expect(volumes).toHaveLength(1);
  const [volume] = volumes;
  if (!volume) throw new Error("no volume is shown");
  return volume;
}

/** Works like a worker until nothing is wished of the volume any more. */
export async function workOff(tenant: Tenant, volumeId: string): Promise<void> {
  await eventually(
    async () => {
      await runWishes(volumeId);
      const { volumes } = await listVolumes(tenant.scope);
      return volumes.find(({ id }) => id === volumeId)?.wish ?? null;
    },
    (wish) => wish === null,
  );
}
