import type { BeginRefusal } from "@/lib/billing/may-begin";
import type { Tx } from "@/lib/db";
import type {
  Deployment,
  LaunchCandidate,
  Operation,
  ProviderCall,
} from "@/lib/generated/prisma/client";
import type { Account } from "@/lib/operations/account";
import type { Hold } from "@/lib/operations/claim";
import type { Point } from "@/lib/operations/commit-points";

export const operationKinds = ["create", "start", "stop", "restart", "repair", "delete"] as const;
export type OperationKind = (typeof operationKinds)[number];

/** What a step works with: rows as they were when the step began. */
export interface Work {
  readonly hold: Hold;
  readonly operation: Operation;
  readonly deployment: Deployment;
  /** Outside calls of this operation, oldest first. */
  readonly calls: readonly ProviderCall[];
  readonly account: Account;
  /** Why the team's tier does not let it begin; null where it does, and for what always may. */
  readonly mayNotBegin: BeginRefusal | null;
  /** The offers it may be launched from, best first; none where its own is the only one. */
  readonly candidates: readonly Candidate[];
  /** The person has wished for something else since this operation was opened. */
  readonly newerWish: boolean;
  readonly now: Date;
}

/** One offer to launch from, and the state of the key it needs. */
export interface Candidate extends LaunchCandidate {
  readonly keyState: string;
}

/** Written in the transaction that ends the step. */
export type Write = (tx: Tx) => Promise<void>;

/** How a step ends. `point` names the commit for the crash tests. */
export type Outcome = { readonly write?: Write; readonly point?: Point } & (
  | { readonly kind: "next"; readonly step: string }
  | {
      readonly kind: "wait" /** Real milliseconds, already paced. */;
      readonly forMs: number;
      readonly reason: string | null;
    }
  | {
      readonly kind: "end";
      readonly state: "succeeded" | "failed" | "superseded";
      readonly reason: string | null;
    }
);

export type Step = (work: Work) => Promise<Outcome>;

/** The steps of one kind of operation by name; `first` is where it begins. */
export interface Plan {
  readonly first: string;
  readonly steps: Readonly<Record<string, Step>>;
  /** How it ends when the provider still cannot be asked after the deadline; else it goes on asking. */
  readonly late?: (work: Work, reason: string) => Outcome;
}

export type Plans = Readonly<Record<OperationKind, Plan>>;

/** Ends the operation in favour of a newer wish; what was done so far is its to use. */
export const superseded: Outcome = { kind: "end", state: "superseded", reason: null };

/** A call of which nobody knows yet whether it did something. */
export function isUnsettled({ status }: ProviderCall): boolean {
  return status === "INTENT" || status === "SENT" || status === "AMBIGUOUS";
}

/** Nothing of it has left yet, so that it may still be refused to begin. */
export function isUnbegun({ calls }: Pick<Work, "calls">): boolean {
  return calls.every(({ sentAt }) => sentAt === null);
}

/** The latest outside call of a step. */
export function lastCall(work: Work, step: string): ProviderCall | undefined {
  return work.calls.findLast((call) => call.step === step);
}

/** The call of a step whose intent stands and which was surely never sent: it is sent, no new one. */
export function unsentCall(work: Work, step: string): ProviderCall | undefined {
  const call = lastCall(work, step);
  return call?.status === "INTENT" ? call : undefined;
}
