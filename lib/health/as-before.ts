import { z } from "zod";
import { isSameRegion } from "@/lib/deployments/same-region";
import { parseStatus } from "@/lib/deployments/states";
import type { Deployment, HealthState } from "@/lib/generated/prisma/client";
import { judge } from "@/lib/health/judge";
import type { Instance } from "@/lib/providers/contract";

/**
 * Whether a look tells nothing that is not written already, but that the machine was seen again:
 * same status and word, addresses, region, rate and health. Such looks are written for many machines
 * at once. Pure.
 */
export function isAsBefore(
  row: Deployment,
  health: HealthState | null,
  instance: Instance,
): boolean {
  if (instance.isPreempted || health === null || health.missedReads > 0) return false;
  const { verdict, to, desired } = judge(parseStatus(row.status), instance.status);
  if (to !== null || desired !== null || verdict !== health.providerSays) return false;
  return isToldAsBefore(row, instance) && isPaidAsBefore(row, instance);
}

function isToldAsBefore(row: Deployment, { ssh, ports, ...instance }: Instance): boolean {
  return (
    row.providerStatus === instance.status &&
    row.providerWord === instance.nativeStatus &&
    row.keepsGpu === (instance.keepsGpu ?? false) &&
    (instance.region === null || isSameRegion(row.region, instance.region)) &&
    row.sshHost === (ssh?.host ?? null) &&
    row.sshPort === (ssh?.port ?? null) &&
    row.sshUser === (ssh?.user ?? null) &&
    row.hasOwnAddress === instance.hasOwnAddress &&
    haveSamePorts(row.publicPorts, ports)
  );
}

const storedPorts = z.array(z.object({ internal: z.number(), external: z.string() })).catch([]);

function haveSamePorts(stored: unknown, told: Instance["ports"]): boolean {
  const before = storedPorts.parse(stored);
  return (
    before.length === told.length &&
    told.every(({ internal, external }, at) => {
      const one = before[at];
      return one?.internal === internal && one.external === external;
    })
  );
}

/** The rate is booked already, and the price receipt is kept. */
function isPaidAsBefore(row: Deployment, { status, ratePerHourMicros: rate }: Instance): boolean {
  if (row.status !== status) return false;
  const isUntold = row.sleepPriceUntoldSince !== null;
  if (rate === null) return isUntold === (row.statusReason === "hibernated");
  if (isUntold) return false;
  if (status === "stopped") return rate === row.stoppedPerHourMicros;
  return rate === row.ratePerHourMicros && row.receiptAt !== null;
}
