import type { LeaseInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import { type Micros, microsFromDecimal } from "@/lib/money";
import type { Capabilities } from "@/lib/providers/contract";

const HOUR_MS = 3_600_000;

/** A lease as a deployment's columns; all null where there is none. */
export interface LeaseColumns {
  readonly leaseEndsAt: Date | null;
  readonly leaseSpendMicros: Micros | null;
  readonly leaseAct: string | null;
  readonly leaseWarnedAt: null;
  readonly leaseEndedAt: null;
  readonly leaseGeneration: null;
}

export interface LeaseFacts {
  readonly now: Date;
  readonly soFarMicros: Micros;
  readonly capabilities: Pick<Capabilities, "stop" | "stoppedBilling">;
}

/**
 * The columns of a lease somebody asked for. Throws `invalid` for an end that is past, a spend that
 * is reached, and for stopping where the provider cannot or where it would save nothing.
 */
export function leaseColumns(
  lease: LeaseInput | null | undefined,
  facts: LeaseFacts,
): LeaseColumns {
  const none = { leaseWarnedAt: null, leaseEndedAt: null, leaseGeneration: null };
  if (!lease) return { ...none, leaseEndsAt: null, leaseSpendMicros: null, leaseAct: null };
  const leaseEndsAt = endOf(lease, facts.now);
  const leaseSpendMicros = lease.spend === undefined ? null : microsFromDecimal(lease.spend);
  const fields: Record<string, string> = {};
  if (leaseEndsAt && leaseEndsAt <= facts.now) fields["lease.endsAt"] = "lease-past";
  if (leaseSpendMicros !== null && leaseSpendMicros <= facts.soFarMicros) {
    fields["lease.spend"] = "lease-spent";
  }
  const trouble = lease.act === "stop" ? stopTrouble(facts.capabilities) : null;
  if (trouble) fields["lease.act"] = trouble;
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "invalid", { fields });
  return { ...none, leaseEndsAt, leaseSpendMicros, leaseAct: lease.act };
}

function endOf({ afterHours, endsAt }: LeaseInput, now: Date): Date | null {
  if (afterHours !== undefined) return new Date(now.getTime() + afterHours * HOUR_MS);
  return endsAt === undefined ? null : new Date(endsAt);
}

/** What the end of a lease is known by: one that has to be asked for again is told of once. */
export function leaseEndKey({
  id,
  leaseEndsAt,
  leaseSpendMicros,
}: Pick<LeaseColumns, "leaseEndsAt" | "leaseSpendMicros"> & { readonly id: string }): string {
  return `${id}:${leaseEndsAt?.getTime() ?? ""}:${leaseSpendMicros ?? ""}`;
}

/** Why a machine there is not stopped by a lease, or `null` where it can be and that saves money. */
export function stopTrouble({
  stop,
  stoppedBilling,
}: LeaseFacts["capabilities"]): "lease-cannot-stop" | "lease-stop-saves-nothing" | null {
  if (!stop) return "lease-cannot-stop";
  return stoppedBilling === "full" ? "lease-stop-saves-nothing" : null;
}
