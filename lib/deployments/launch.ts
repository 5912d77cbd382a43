import { z } from "zod";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { requireFitting } from "@/lib/deployments/launch-rules";
import { requireOffer } from "@/lib/deployments/require-offer";
import { type LaunchInput, launchInput } from "@/lib/deployments/schema";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import { beginHistory } from "@/lib/deployments/transition";
import { deploymentView } from "@/lib/deployments/types";
import { runningDiskPerHour, stoppedPerHour } from "@/lib/deployments/usage-rate";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Asks for machines of an offer at the price the person saw. Only writes the wish, all machines in
 * one transaction; the engine makes them. Refusals: `offer-gone`, `offer-dearer` (with both
 * prices), `offer-stale`, `offer-sold-out`, `key-unknown`, `key-refused`, and fields that do not
 * fit the provider.
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
    const { offer, capabilities } = bought;
    const diskGb = input.diskGb ?? capabilities.diskGb?.default ?? null;
    const runningPerHourMicros = bought.perHourMicros + runningDiskPerHour(capabilities, diskGb);
    const deployments = [];
    for (let number = 1; number <= input.machines; number += 1) {
      const row = await tx.deployment.create({
        data: {
          id: newId("dep"),
          teamId: scope.team.id,
          projectId: scope.team.defaultProjectId,
          providerKeyId: key.id,
          name: nameOf(input, offer.modelName, number),
          providerId: offer.providerId,
          desired: "running",
          status: "requested",
          statusSince: now,
          offerId: offer.id,
          gpuModel: offer.modelId,
          gpuSpelling: offer.gpuSpelling,
          gpuCount: input.count,
          instanceType: offer.instanceType,
          region: offer.region ?? input.region ?? null,
          tier: offer.tier,
          image: input.image ?? null,
          diskGb,
          ports: [...new Set(input.ports)],
          sshPublicKey: input.sshPublicKey ?? null,
          quotedPerHourMicros: bought.perHourMicros,
          quotedAt: now,
          ratePerHourMicros: runningPerHourMicros,
          stoppedPerHourMicros: stoppedPerHour(capabilities, { diskGb, runningPerHourMicros }),
          createdBy: scope.actor.kind === "user" ? scope.actor.userId : null,
          createdAt: now,
        },
        include: viewRelations,
      });
      await beginHistory(tx, row);
      await recordEvent(tx, {
        type: "deployment.requested",
        teamId: scope.team.id,
        deploymentId: row.id,
        data: { name: row.name, providerId: row.providerId },
        at: now,
      });
      wake("operations.run", { deploymentId: row.id });
      deployments.push(toDeploymentView(row, now));
    }
    return { deployments };
  },
});

/** Holds the key's row, so that it cannot be removed while a machine is being asked for. */
async function requireKey(tx: Tx, scope: TeamScope, keyId: string, providerId: string) {
  await tx.$executeRaw`SELECT 1 FROM provider_key WHERE id = ${keyId} FOR KEY SHARE`;
  const key = await tx.providerKey.findFirst({
    where: { id: keyId, teamId: scope.team.id, providerId, state: { not: "removed" } },
    select: { id: true, state: true },
  });
  if (!key) throw new AppError("not-found", "key-unknown");
  if (key.state !== "active") throw new AppError("conflict", "key-refused");
  return key;
}

function nameOf(input: LaunchInput, modelName: string, number: number): string {
  const base = input.name ?? `${input.count} x ${modelName}`;
  return input.machines === 1 ? base : `${base} ${number}`;
}
