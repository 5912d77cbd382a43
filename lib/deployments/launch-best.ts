import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { beginningOf } from "@/lib/deployments/beginning";
import { rankFor } from "@/lib/deployments/best/queries";
import type { Fitting } from "@/lib/deployments/best/rank-offers";
import { leaseColumns } from "@/lib/deployments/lease";
import { type LaunchBestInput, launchBestInput } from "@/lib/deployments/schema";
import { deploymentView } from "@/lib/deployments/types";
import { type Purchase, writeDeployment } from "@/lib/deployments/write-deployment";
import { AppError } from "@/lib/errors";
import { microsFromDecimal } from "@/lib/money";
import { findSurplus } from "@/lib/provider-keys/surplus-keys";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Asks for one machine of the cheapest offer that fits, with up to seven more to fall back on, none
 * of them above the ceiling. Ranks anew before it writes. Refusals: `nothing-fits`, `key-refused`,
 * `template-unknown`, and the lease's own.
 */
export const launchBest = defineVerb({
  name: "deployments.launch-best",
  input: launchBestInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: (input, view) => ({
    target: view.id,
    details: {
      models: input.models.join(","),
      count: input.count,
      pricing: input.pricing,
      ceiling: input.ceiling,
    },
  }),
  prepare: (scope, input) => rankFor(scope, input, clock.now()),
  async run({ tx, scope, now, prepared, wake }, input) {
    const purchases = await withWorkingKeys(tx, scope, prepared.fitting);
    const [first, ...rest] = purchases;
    if (!first) throw new AppError("conflict", "nothing-fits");
    const view = await writeDeployment(tx, scope, {
      now,
      order: {
        ...orderOf(input, first),
        ...(await beginningOf(tx, scope, { input, now })),
        purchases: [first, ...rest],
        lease: leaseColumns(input.lease, {
          now,
          soFarMicros: 0n,
          capabilities: first.capabilities,
        }),
      },
    });
    wake("operations.run", { deploymentId: view.id });
    return view;
  },
});

function orderOf(input: LaunchBestInput, { offer, capabilities }: Purchase) {
  return {
    name: input.name ?? `${input.count} x ${offer.modelName}`,
    count: input.count,
    region: null,
    diskGb: input.diskGb ?? capabilities.diskGb?.default ?? null,
    volumeId: null,
    maxPerHourMicros: microsFromDecimal(input.ceiling),
  };
}

/** Holds the keys' rows, so that none can be removed meanwhile; one refused or frozen since is left out. */
async function withWorkingKeys(
  tx: Tx,
  { team }: TeamScope,
  fitting: readonly Fitting[],
): Promise<Purchase[]> {
  const ids = [...new Set(fitting.map(({ key }) => key.id))].sort();
  await tx.$executeRaw`
    SELECT 1 FROM provider_key WHERE id = ANY(${ids}) ORDER BY id FOR KEY SHARE`;
  const surplus = await findSurplus(tx, team);
  const working = await tx.providerKey.findMany({
    where: { id: { in: ids }, state: "active" },
    select: { id: true },
  });
  return fitting.flatMap(({ offer, key, perHourMicros, capabilities }) =>
    working.some(({ id }) => id === key.id) && !surplus.has(key.id)
      ? [{ offer, providerKeyId: key.id, perHourMicros, capabilities }]
      : [],
  );
}
