import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker, inTeam } from "@/lib/db";
import { newId } from "@/lib/ids";
import { fingerprintOf, sealCredentials } from "@/lib/provider-keys/seal-key";

export const PER_HOUR_MICROS = 3_290_000n;
const GPU = "NVIDIA H100 80GB HBM3";

/** A team with a key of its own at RunPod and an offer to launch from. */
export interface BenchTeam {
  readonly scope: TeamScope;
  readonly apiKey: string;
  readonly keyId: string;
  readonly offerId: string;
}

export async function makeTeam(apiKey: string): Promise<BenchTeam> {
  const createdAt = clock.now();
  const [userId, teamId, projectId] = [newId("usr"), newId("tea"), newId("prj")];
  await asAccounts(async (tx) => {
    await tx.user.create({ data: { id: userId, email: `${userId}@example.test`, createdAt } });
    await tx.team.create({ data: { id: teamId, name: "Team", createdAt } });
    const membership = { id: newId("mem"), teamId, userId, role: "owner", createdAt };
    await tx.membership.create({ data: membership });
    const project = { id: projectId, teamId, name: "Default", isDefault: true, createdAt };
    await tx.project.create({ data: project });
  });
  const scope: TeamScope = {
    actor: { kind: "user", userId, sessionId: null },
    team: {
      id: teamId,
      name: "Team",
      tier: "enterprise",
      role: "owner",
      defaultProjectId: projectId,
    },
    locale: "en",
    address: null,
  };
  return { scope, apiKey, keyId: await addKey(teamId, apiKey), offerId: await addOffer() };
}

async function addKey(teamId: string, apiKey: string): Promise<string> {
  const identity = { id: newId("key"), teamId, providerId: "runpod" };
  const now = clock.now();
  await inTeam(teamId, (tx) =>
    tx.providerKey.create({
      data: {
        ...identity,
        ...sealCredentials({ apiKey }, identity),
        name: "Key",
        lastFour: apiKey.slice(-4),
        fingerprint: fingerprintOf({ apiKey }, identity),
        state: "active",
        verifiedAt: now,
        createdAt: now,
        nextSweepAt: now,
        nextReapAt: new Date(now.getTime() + 3_600_000),
      },
      select: { id: true },
    }),
  );
  return identity.id;
}

async function addOffer(): Promise<string> {
  const id = newId("off");
  await asWorker((tx) =>
    tx.offer.create({
      data: {
        id,
        providerId: "runpod",
        offerKey: id,
        instanceType: GPU,
        gpuSpelling: GPU,
        gpuModel: "h100-sxm",
        gpuCount: 1,
        maxGpuCount: 8,
        isPartition: false,
        gpuMemoryGb: 80,
        region: "US-WA-1",
        tier: "secure",
        pricingModel: "on-demand",
        pricePerHourMicros: PER_HOUR_MICROS,
        pricePerGpuHourMicros: PER_HOUR_MICROS,
        nativePrice: "as told",
        availability: "available",
        observedAt: clock.now(),
      },
    }),
  );
  return id;
}

/** What the launch form sends. */
export function launchForm({ offerId, keyId }: BenchTeam) {
  return { offerId, providerKeyId: keyId, quotedPerHour: "3.29" };
}
