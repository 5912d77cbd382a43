import type { Role } from "@/lib/auth/permissions";
import type { Tier } from "@/lib/billing/tiers";

/** Who acts. */
export type Actor =
  | { readonly kind: "user"; readonly userId: string; readonly sessionId: string | null }
  | { readonly kind: "system"; readonly job: string }
  | { readonly kind: "visitor" };

export interface ScopeTeam {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly role: Role;
  readonly defaultProjectId: string;
}

/** Who acts, for which team, from where. Built from the database per request and per job. */
export interface Scope {
  readonly actor: Actor;
  readonly team: ScopeTeam | null;
  readonly locale: "en" | "zh";
  /** Client address, for the audit log and rate limits. */
  readonly address: string | null;
}

/** A scope that is surely inside a team. */
export interface TeamScope extends Scope {
  readonly team: ScopeTeam;
}
