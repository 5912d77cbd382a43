import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { addKey, addOffer, askFor, type Tenant } from "../operations/rented-world";
import { freshKey, type Wire, wireTo } from "../sandbox/wire";

/** An offer a deployment may fall back to, with the account it is bought in. */
export interface Fallback {
  readonly providerId: "runpod" | "lambda";
  readonly offerId: string;
  readonly keyId: string;
  readonly wire: Wire;
}

const sold = {
  runpod: {
    providerId: "runpod",
    instanceType: "NVIDIA A100-SXM4-80GB",
    gpuCount: 1,
    maxGpuCount: 8,
    region: null,
    tier: "secure",
    pricePerHourMicros: 1_590_000n,
  },
  lambda: {
    providerId: "lambda",
    instanceType: "gpu_1x_h100_pcie",
    gpuCount: 1,
    maxGpuCount: 1,
    region: "us-midwest-1",
    tier: null,
    pricePerHourMicros: 3_290_000n,
  },
} as const;

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

/** Another offer with a key of its own; in the tenant's own account where a key is given. */
export async function addFallback(
  { scope }: Tenant,
  sandboxUrl: string,
  providerId: "runpod" | "lambda",
): Promise<Fallback> {
  const apiKey = freshKey(providerId);
  return {
    providerId,
    offerId: await addOffer(sold[providerId]),
    keyId: await addKey(scope, providerId, apiKey),
    wire: wireTo(sandboxUrl, providerId, apiKey),
  };
}

/** Asks for one machine of the tenant's offer, or else of the fallbacks in their order. */
export async function askRanked(
  tenant: Tenant,
  fallbacks: readonly Fallback[],
  more: Record<string, unknown> = {},
): Promise<string> {
  const id = await askFor(tenant, { sshPublicKeys: [sshPublicKey], ...more });
  await asWorker(async (tx) => {
    const row = await tx.deployment.findUniqueOrThrow({ where: { id } });
    const { teamId, gpuModel, quotedAt, pricingModel } = row;
    const common = { teamId, deploymentId: id, gpuModel, quotedAt, pricingModel, state: "waiting" };
    for (const [index, fallback] of fallbacks.entries()) {
      const offer = sold[fallback.providerId];
      await tx.launchCandidate.create({
        data: {
          ...common,
          id: newId("off"),
          rank: index + 2,
          offerId: fallback.offerId,
          providerKeyId: fallback.keyId,
          providerId: fallback.providerId,
          gpuSpelling: offer.instanceType,
          gpuCount: 1,
          instanceType: offer.instanceType,
          region: offer.region,
          tier: offer.tier,
          quotedPerHourMicros: offer.pricePerHourMicros,
        },
      });
    }
  });
  return id;
}

/** What came of each offer, best first. */
export function triesOf(deploymentId: string) {
  return asWorker((tx) =>
    tx.launchCandidate.findMany({ where: { deploymentId }, orderBy: { rank: "asc" } }),
  );
}

/** Changes the price at which an offer is listed. */
export function reprice(offerId: string, pricePerHourMicros: bigint) {
  return asWorker((tx) =>
    tx.offer.update({
      where: { id: offerId },
      data: {
        pricePerHourMicros,
        pricePerGpuHourMicros: pricePerHourMicros,
        observedAt: clock.now(),
      },
    }),
  );
}
