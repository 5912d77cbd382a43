import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import type { RateRule } from "@/lib/auth/rate-limits";
import type { Scope, TeamScope } from "@/lib/auth/scope";
import type { Feature } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import type { JobName, JobPayload } from "@/lib/jobs/catalog";

/** What a verb's body works with. `wake` and `forgetTries` take effect after the commit. */
export interface VerbContext<S extends Scope, Prepared> {
  readonly tx: Tx;
  readonly scope: S;
  readonly now: Date;
  readonly prepared: Prepared;
  readonly wake: <N extends JobName>(job: N, payload: JobPayload<N>) => void;
  readonly forgetTries: (rule: RateRule, subject: string) => void;
}

export interface AuditFacts {
  readonly target?: string | null;
  /** The team it was done in, where that is not the one the person works in. */
  readonly teamId?: string;
  /** Facts for the audit log; never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What every verb declares, whichever realm it writes in. */
export interface VerbParts<In extends z.ZodType, Out extends z.ZodType, Prepared, S extends Scope> {
  /** `<domain>.<verb>`, unique in the catalogue. */
  readonly name: string;
  readonly input: In;
  /** JSON-safe: this is also what a repeated request id gets back. */
  readonly output: Out;
  readonly permission: Permission;
  readonly feature: Feature | null;
  /** Only for somebody who signed in or confirmed a moment ago; refused with `confirm-needed`. */
  readonly fresh?: true;
  /** The answer lets somebody in, so it is not kept for a repeated request id. */
  readonly secretAnswer?: true;
  audit(input: z.output<In>, output: z.output<Out>): AuditFacts;
  /** Slow work and outside calls, before the transaction opens. */
  prepare?(scope: S, input: z.output<In>): Promise<Prepared>;
  run(context: VerbContext<S, Prepared>, input: z.output<In>): Promise<z.output<Out>>;
}

/** One write of the product inside a team. */
export interface TeamVerb<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  P = unknown,
> extends VerbParts<In, Out, P, TeamScope> {
  readonly realm: "team";
}

/** One write of the product on people and memberships, before or beside any team. */
export interface AccountVerb<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  P = unknown,
> extends VerbParts<In, Out, P, Scope> {
  readonly realm: "accounts";
}

/** One write on what belongs to nobody's team, by the people who run this installation. */
export interface OperatorVerb<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  P = unknown,
> extends VerbParts<In, Out, P, Scope> {
  readonly realm: "operators";
}

/** Declares a write inside a team. The wrapper in `run-verb.ts` does all that is common. */
export function defineVerb<In extends z.ZodType, Out extends z.ZodType, P = undefined>(
  parts: VerbParts<In, Out, P, TeamScope>,
): TeamVerb<In, Out, P> {
  return { ...parts, realm: "team" };
}

/** Declares a write on accounts, made as the `ch_accounts` role. */
export function defineAccountVerb<In extends z.ZodType, Out extends z.ZodType, P = undefined>(
  parts: VerbParts<In, Out, P, Scope>,
): AccountVerb<In, Out, P> {
  return { ...parts, realm: "accounts" };
}

/** Declares a write of the people who run this installation, made as the `ch_worker` role. */
export function defineOperatorVerb<In extends z.ZodType, Out extends z.ZodType, P = undefined>(
  parts: Omit<VerbParts<In, Out, P, Scope>, "permission" | "feature">,
): OperatorVerb<In, Out, P> {
  return { ...parts, permission: "operate", feature: null, realm: "operators" };
}

/** Any write of the product. */
export type Verb<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType, P = unknown> =
  | TeamVerb<In, Out, P>
  | AccountVerb<In, Out, P>
  | OperatorVerb<In, Out, P>;
