import type { Prisma } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import type { StrayView } from "./schema";

type StrayRow = Prisma.StrayMachineGetPayload<object>;

/** The key under whose account the machine stands. */
export interface StrayKey {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly lastFour: string;
  readonly state: string;
}

export interface StrayFacts {
  readonly key: StrayKey;
  /** It is ended by itself at the next look. */
  readonly isEnding: boolean;
}

/** A stray's row as people see it. */
export function toStrayView(row: StrayRow, { key: from, isEnding }: StrayFacts): StrayView {
  const { providerId, ...key } = from;
  return {
    id: row.id,
    name: row.name ?? row.providerInstanceId,
    providerInstanceId: row.providerInstanceId,
    providerId,
    providerName: findProviderMeta(providerId)?.name ?? providerId,
    key,
    word: row.status,
    region: row.region,
    perHour: row.ratePerHourMicros === null ? null : microsToDecimal(row.ratePerHourMicros),
    createdAt: row.createdAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isIgnored: row.decision === "ignored",
    isEnding,
  };
}
