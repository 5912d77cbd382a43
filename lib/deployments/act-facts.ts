import {
  type ActFacts,
  isStoppedHalfWay,
  noPowers,
  parseStatus,
  parseWish,
} from "@/lib/deployments/states";
import { stoppedPerHour } from "@/lib/deployments/usage-rate";
import type { Deployment } from "@/lib/generated/prisma/client";
import type { Micros } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

/** What decides which acts a deployment can take now. */
export function actFacts(
  row: Pick<Deployment, "status" | "desired" | "endedAt" | "keepsGpu" | "providerId">,
): ActFacts {
  return {
    status: parseStatus(row.status),
    desired: parseWish(row.desired),
    endedAt: row.endedAt,
    keepsGpu: row.keepsGpu,
    capabilities: findProviderMeta(row.providerId)?.capabilities ?? noPowers,
  };
}

type Priced = Pick<Deployment, "ratePerHourMicros" | "stoppedPerHourMicros" | "diskGb">;

/** What a deployment costs an hour once it is stopped for good; one half-way there costs more now. */
export function stoppedForGoodPerHour(row: Parameters<typeof actFacts>[0] & Priced): Micros {
  const capabilities = findProviderMeta(row.providerId)?.capabilities;
  if (!capabilities || !isStoppedHalfWay(actFacts(row))) return row.stoppedPerHourMicros;
  return stoppedPerHour(capabilities, {
    diskGb: row.diskGb ?? capabilities.diskGb?.default ?? null,
    runningPerHourMicros: row.ratePerHourMicros,
  });
}
