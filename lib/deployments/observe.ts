import { correctFirstSegment, setRate, tellSleepRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { keepReceipt } from "@/lib/deployments/price-receipt";
import { isSameRegion } from "@/lib/deployments/same-region";
import { stoppedPerHour } from "@/lib/deployments/usage-rate";
import type { Deployment } from "@/lib/generated/prisma/client";
import type { Micros } from "@/lib/money";
import type { Instance } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";

/** How far a provider's clock may be off before its times are not believed. */
const BELIEVED_SKEW_MS = 10 * 60_000;

/**
 * Writes what the provider tells about a machine besides its status: addresses, region, rate, and
 * when it was made. Never changes the status, but one that keeps its GPU is no longer called asleep.
 */
export async function observe(
  tx: Tx,
  row: Deployment,
  instance: Instance,
  at: Date,
): Promise<void> {
  const woke = instance.keepsGpu === true && isAsleep(row, instance);
  const deployment = woke ? { ...row, statusReason: null } : row;
  const rate = rateOf(deployment, instance);
  const stopped = instance.status === "stopped";
  const asleep = isAsleep(deployment, instance);
  await tx.deployment.update({
    where: { id: deployment.id },
    data: {
      sshHost: instance.ssh?.host ?? null,
      sshPort: instance.ssh?.port ?? null,
      sshUser: instance.ssh?.user ?? null,
      hasOwnAddress: instance.hasOwnAddress,
      publicPorts: instance.ports.map(({ internal, external }) => ({ internal, external })),
      providerStatus: instance.status,
      providerWord: instance.nativeStatus,
      providerToldAt: at,
      keepsGpu: stopped && instance.keepsGpu === true,
      ...(woke && { statusReason: null }),
      sleepPriceUntoldSince:
        asleep && rate === null ? (deployment.sleepPriceUntoldSince ?? at) : null,
      ...(isElsewhere(row, instance) && { region: instance.region }),
      ...(rate !== null &&
        !asleep &&
        instance.status !== "failed" &&
        (stopped ? { stoppedPerHourMicros: rate } : { ratePerHourMicros: rate })),
    },
  });
  await observeMoney(tx, deployment, { ...instance, ratePerHourMicros: rate }, at);
  if (instance.status === "running" && rate !== null)
    await keepReceipt(tx, deployment, { rate, at });
}

/**
 * A machine that runs by its provider's word costs its running rate, whatever is asked of it: some
 * providers end none that is still being made.
 */
export async function countRunning(
  tx: Tx,
  deployment: Deployment,
  { status, isMetered, runningSince, ratePerHourMicros: told }: Instance,
  at: Date,
): Promise<void> {
  if (status !== "running" && !isMetered) return;
  const rate = told ?? deployment.ratePerHourMicros;
  await tx.deployment.update({ where: { id: deployment.id }, data: { ratePerHourMicros: rate } });
  const since = beganAt(deployment, runningSince ?? at, at);
  await setRate(tx, deployment, { rate, at: since, cause: "running" });
}

/** The provider's time is believed between the look before, which did not show it running, and this. */
function beganAt(
  { providerToldAt }: Pick<Deployment, "providerToldAt">,
  told: Date,
  at: Date,
): Date {
  const notAfter = told < at ? told : at;
  return providerToldAt && notAfter < providerToldAt ? providerToldAt : notAfter;
}

/**
 * What the machine costs, by the provider's word. Where one that has stopped may keep its GPU, that
 * tells it without a figure, unless it was adopted at a price that nobody told; one that is still to
 * come up has not stopped.
 */
function rateOf(
  { status: ours, providerId, diskGb, ratePerHourMicros: runningPerHourMicros }: Deployment,
  { ratePerHourMicros: told, status, keepsGpu }: Instance,
): Micros | null {
  const isTold = told !== null || status !== "stopped" || keepsGpu === undefined;
  if (isTold || ours === "provisioning") return told;
  const { capabilities } = getProvider(providerId).meta;
  if (keepsGpu || !capabilities) return runningPerHourMicros === 0n ? null : runningPerHourMicros;
  const disk = diskGb ?? capabilities.diskGb?.default ?? null;
  return stoppedPerHour(capabilities, { diskGb: disk, runningPerHourMicros });
}

const isElsewhere = (row: Pick<Deployment, "region">, { region }: Pick<Instance, "region">) =>
  region !== null && !isSameRegion(row.region, region);

/** Put to sleep by us; only some providers bill the disk of such a machine, and tell its price. */
function isAsleep(
  { statusReason }: Pick<Deployment, "statusReason">,
  { status }: Pick<Instance, "status">,
): boolean {
  return status === "stopped" && statusReason === "hibernated";
}

async function observeMoney(
  tx: Tx,
  deployment: Deployment,
  instance: Instance,
  at: Date,
): Promise<void> {
  const { createdAt, status, ratePerHourMicros: rate, startingPerHourMicros: starting } = instance;
  const { capabilities } = getProvider(deployment.providerId).meta;
  if (deployment.status === "provisioning") {
    if (capabilities?.billingStarts === "running") {
      return countRunning(tx, deployment, instance, at);
    }
    if (starting !== undefined && deployment.providerToldAt !== null) {
      return setRate(tx, deployment, { rate: starting, at, cause: "rate-told" });
    }
    const offMs = createdAt ? Math.abs(createdAt.getTime() - deployment.statusSince.getTime()) : 0;
    const fromAt = createdAt && offMs < BELIEVED_SKEW_MS ? createdAt : null;
    await correctFirstSegment(tx, deployment.id, { fromAt, rate: starting ?? rate });
    return;
  }
  if (deployment.status === status && rate !== null) {
    if (isAsleep(deployment, { status })) await tellSleepRate(tx, deployment.id, rate);
    await setRate(tx, deployment, {
      rate,
      at,
      cause: status === "stopped" ? "stopped" : "rate-told",
    });
  }
}
