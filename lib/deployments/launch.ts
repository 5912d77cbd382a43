import { z } from "zod";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { beginningOf } from "@/lib/deployments/beginning";
import { requireFitting } from "@/lib/deployments/launch-rules";
import { leaseColumns } from "@/lib/deployments/lease";
import { type BoughtOffer, requireOffer } from "@/lib/deployments/require-offer";
import { requireVolume } from "@/lib/deployments/require-volume";
import { type LaunchInput, launchInput } from "@/lib/deployments/schema";
import { deploymentView } from "@/lib/deployments/types";
import { type Order, writeDeployment } from "@/lib/deployments/write-deployment";
import { AppError } from "@/lib/errors";
import { requireThawed } from "@/lib/provider-keys/require-thawed";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Asks for machines of an offer at the price the person saw. Only writes the wish, all machines in
 * one transaction; the engine makes them. Refusals: `offer-gone`, `offer-dearer` (with both
 * prices), `offer-stale`, `offer-sold-out`, `key-unknown`, `key-refused`, `key-frozen`,
 * `volume-not-found`, `volume-busy`, `template-unknown`, and fields that do not fit the provider.
 */
export const launch = defineVerb({
  name: "deployments.launch",
  input: launchInput,
  output: z.object({ deployments: z.array(deploymentView) }),
  permission: "deployments.write",
  feature: "deployments",
  audit: (input, { deployments }) => ({
    target: deployments[0]?.id ?? null,
    details: {
      offerId: input.offerId,
      machines: deployments.length,
      count: input.count,
      quotedPerHour: input.quotedPerHour,
    },
  }),
  prepare: (_scope, input) => requireOffer(input, clock.now()),
  async run({ tx, scope, now, prepared: bought, wake }, input) {
    const key = await requireKey(tx, scope, input.providerKeyId, bought.offer.providerId);
    requireFitting(input, bought.offer, bought.capabilities);
    const volume = await requireVolume(tx, scope, { input, bought });
    const { offer, capabilities, perHourMicros } = bought;
    const order: Omit<Order, "name"> = {
      count: input.count,
      purchases: [{ offer, capabilities, perHourMicros, providerKeyId: key.id }],
      region: input.region ?? volume?.region ?? null,
      diskGb: volume && capabilities.withVolume?.replacesDisk ? null : diskOf(input, bought),
      volumeId: volume?.providerVolumeId ?? null,
      ...(await beginningOf(tx, scope, { input, now })),
      maxPerHourMicros: null,
      lease: leaseColumns(input.lease, { now, soFarMicros: 0n, capabilities }),
    };
    const deployments = [];
    for (let number = 1; number <= input.machines; number += 1) {
      const name = nameOf(input, offer.modelName, number);
      const view = await writeDeployment(tx, scope, { order: { ...order, name }, now });
      wake("operations.run", { deploymentId: view.id });
      deployments.push(view);
    }
    return { deployments };
  },
});

function diskOf({ diskGb }: LaunchInput, { capabilities }: BoughtOffer): number | null {
  return diskGb ?? capabilities.diskGb?.default ?? null;
}

/** Holds the key's row, so that it cannot be removed while a machine is being asked for. */
async function requireKey(tx: Tx, scope: TeamScope, keyId: string, providerId: string) {
  await tx.$executeRaw`SELECT 1 FROM provider_key WHERE id = ${keyId} FOR KEY SHARE`;
  const key = await tx.providerKey.findFirst({
    where: { id: keyId, teamId: scope.team.id, providerId, state: { not: "removed" } },
    select: { id: true, state: true },
  });
  if (!key) throw new AppError("not-found", "key-unknown");
  if (key.state !== "active") throw new AppError("conflict", "key-refused");
  await requireThawed(tx, { kind: "create", team: scope.team, providerKeyId: key.id });
  return key;
}

function nameOf(input: LaunchInput, modelName: string, number: number): string {
  const base = input.name ?? `${input.count} x ${modelName}`;
  return input.machines === 1 ? base : `${base} ${number}`;
}
