import { type LeaseInput, leaseActs } from "@/lib/deployments/schema";

/** How the end of a lease is given: not at all, after hours, or at a time. */
export const leaseEnds = ["none", "hours", "date"] as const;
export type LeaseEnd = (typeof leaseEnds)[number];

/** Why a typed lease cannot be sent: a key of `deployments.lease.errors`. */
export type LeaseProblem = "hours" | "date" | "spend";

export type LeaseTexts = Partial<
  Readonly<Record<"leaseEnd" | "leaseHours" | "leaseDate" | "leaseSpend" | "leaseAct", string>>
>;

export type ReadLease =
  | { readonly lease: LeaseInput | null; readonly problems: null }
  | {
      readonly lease: null;
      readonly problems: Partial<Record<"leaseHours" | "leaseDate" | "leaseSpend", LeaseProblem>>;
    };

/** Reads the fields of a lease; dates are UTC. No limit at all is no lease. */
export function readLease(texts: LeaseTexts): ReadLease {
  const act = leaseActs.find((one) => one === texts.leaseAct) ?? "terminate";
  const spendText = (texts.leaseSpend ?? "").trim().replace(/^\$/, "");
  const spend = spendText === "" ? null : spendText;
  if (spend !== null && !(/^\d{1,7}(\.\d{1,6})?$/.test(spend) && Number(spend) > 0)) {
    return { lease: null, problems: { leaseSpend: "spend" } };
  }
  const money = spend === null ? {} : { spend };
  if (texts.leaseEnd === "hours") {
    const afterHours = Number((texts.leaseHours ?? "").trim() || Number.NaN);
    if (!(afterHours >= 0.1 && afterHours <= 8_760)) {
      return { lease: null, problems: { leaseHours: "hours" } };
    }
    return { lease: { act, afterHours, ...money }, problems: null };
  }
  if (texts.leaseEnd === "date") {
    const end = new Date(`${texts.leaseDate ?? ""}:00Z`);
    if (Number.isNaN(end.getTime())) return { lease: null, problems: { leaseDate: "date" } };
    return { lease: { act, endsAt: end.toISOString(), ...money }, problems: null };
  }
  return { lease: spend === null ? null : { act, ...money }, problems: null };
}
