import type { TeamScope } from "@/lib/auth/scope";
import { toAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import type { StoredEnvironment } from "@/lib/beginning/stored";
import { holdBudgets, requireBudget } from "@/lib/budgets/require-budget";
import type { Tx } from "@/lib/db";
import { runningUnder } from "@/lib/deployments/budget-asked";
import type { LeaseColumns } from "@/lib/deployments/lease";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import { beginHistory } from "@/lib/deployments/transition";
import type { DeploymentView } from "@/lib/deployments/types";
import { runningDiskPerHour, stoppedPerHour } from "@/lib/deployments/usage-rate";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import type { Micros } from "@/lib/money";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities } from "@/lib/providers/contract";
import type { RepairPolicy } from "@/lib/repair-policy/schema";

/** An offer that may be bought, under a key, at a price for the machine without its disk. */
export interface Purchase {
  readonly offer: OfferView;
  readonly providerKeyId: string;
  readonly perHourMicros: Micros;
  readonly capabilities: Capabilities;
}

/** What is wanted, checked already. */
export interface Order {
  readonly name: string;
  readonly count: number;
  /** By rank; the first is tried first. */
  readonly purchases: readonly [Purchase, ...Purchase[]];
  readonly region: string | null;
  readonly image: string | null;
  readonly diskGb: number | null;
  /** The account's volume to put to it, by the provider's id. */
  readonly volumeId: string | null;
  readonly ports: readonly number[];
  readonly sshPublicKeys: readonly string[];
  readonly templateId: string | null;
  readonly environment: StoredEnvironment;
  readonly startupScript: string | null;
  readonly command: string | null;
  /** What its service is asked over HTTP. */
  readonly httpCheck: string | null;
  readonly watchInside: boolean;
  readonly repairPolicy: RepairPolicy | null;
  /** `null`: the quote is the ceiling. */
  readonly maxPerHourMicros: Micros | null;
  readonly lease: LeaseColumns;
}

/**
 * Writes the wish for one machine with the offers it may be made from; the engine makes it. Throws
 * `budget-reached` where a budget that holds has less left than it may cost.
 */
export async function writeDeployment(
  tx: Tx,
  scope: TeamScope,
  { order, now }: { readonly order: Order; readonly now: Date },
): Promise<DeploymentView> {
  const [first] = order.purchases;
  const columns = columnsOf(order, first);
  await holdBudgets(tx, scope.team.id);
  await requireBudget(tx, scope.team.id, {
    now,
    projectId: scope.team.defaultProjectId,
    deploymentId: null,
    reserving: runningUnder(order.lease, { ...columns, ratePerHourMicros: dearestOf(order) }, 0n),
  });
  const row = await tx.deployment.create({
    data: {
      ...columns,
      id: newId("dep"),
      teamId: scope.team.id,
      projectId: scope.team.defaultProjectId,
      status: "requested",
      statusSince: now,
      desired: "running",
      quotedAt: now,
      createdBy: scope.actor.kind === "user" ? scope.actor.userId : null,
      createdAt: now,
    },
    include: viewRelations,
  });
  await tx.launchCandidate.createMany({ data: candidatesOf(row, order, now) });
  await beginHistory(tx, row);
  await recordEvent(tx, {
    type: "deployment.requested",
    teamId: scope.team.id,
    deploymentId: row.id,
    data: { name: row.name, providerId: row.providerId },
    at: now,
  });
  return toDeploymentView(row, now);
}

/** What the dearest of its offers costs an hour running: any of them may be bought. */
function dearestOf({ purchases, diskGb }: Order): Micros {
  let dearest = 0n;
  for (const { perHourMicros, capabilities } of purchases) {
    const perHour = perHourMicros + runningDiskPerHour(capabilities, diskGb);
    if (perHour > dearest) dearest = perHour;
  }
  return dearest;
}

function columnsOf(order: Order, { offer, capabilities, ...first }: Purchase) {
  const { diskGb } = order;
  const runningPerHourMicros = first.perHourMicros + runningDiskPerHour(capabilities, diskGb);
  return {
    name: order.name,
    providerKeyId: first.providerKeyId,
    ...soldAs(offer),
    gpuCount: order.count,
    region: offer.region ?? order.region,
    image: order.image,
    diskGb,
    ports: [...order.ports],
    authorizedKeys: toAuthorizedKeys(order.sshPublicKeys),
    templateId: order.templateId,
    environment: order.environment.environment,
    secrets: order.environment.secrets,
    startupScript: order.startupScript,
    command: order.command,
    httpCheck: order.httpCheck,
    watchInside: order.watchInside,
    ...(order.repairPolicy && { repairPolicy: order.repairPolicy }),
    volumeId: order.volumeId,
    maxPerHourMicros: order.maxPerHourMicros,
    quotedPerHourMicros: first.perHourMicros,
    ratePerHourMicros: runningPerHourMicros,
    stoppedPerHourMicros: stoppedPerHour(capabilities, { diskGb, runningPerHourMicros }),
    ...order.lease,
  };
}

function soldAs(offer: OfferView) {
  return {
    providerId: offer.providerId,
    offerId: offer.id,
    gpuModel: offer.modelId,
    gpuSpelling: offer.gpuSpelling,
    instanceType: offer.instanceType,
    tier: offer.tier,
    pricingModel: offer.pricingModel,
  };
}

function candidatesOf(
  { id, teamId }: { readonly id: string; readonly teamId: string },
  { purchases, count, region }: Order,
  quotedAt: Date,
) {
  return purchases.map(({ offer, providerKeyId, perHourMicros }, index) => ({
    id: newId("can"),
    teamId,
    deploymentId: id,
    rank: index + 1,
    providerKeyId,
    ...soldAs(offer),
    gpuCount: count,
    region: offer.region ?? region,
    quotedPerHourMicros: perHourMicros,
    quotedAt,
    state: "waiting",
  }));
}
