import { type Permission, type Role, roleMay } from "@/lib/auth/permissions";
import type { Tier } from "@/lib/billing/tiers";
import { AppError } from "@/lib/errors";

/** Who acts. */
export type Actor =
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly sessionId: string | null;
      /** Until then the session counts as fresh: signed in or confirmed a moment ago. */
      readonly freshUntil?: Date;
      /** Signs in with a second step. */
      readonly hasFactor?: true;
      /** One of the people who run this installation. */
      readonly isOperator?: true;
    }
  | { readonly kind: "system"; readonly job: string }
  | { readonly kind: "visitor" };

export interface ScopeTeam {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly role: Role;
  /** The team has more members than seats, and this one is among the newest: they may only look. */
  readonly lacksSeat?: true;
  /** The team asks everybody for a second step, and this one has none: they can do nothing in it. */
  readonly lacksSecondStep?: true;
  readonly defaultProjectId: string;
}

/** Who acts, for which team, from where. Built from the database per request and per job. */
export interface Scope {
  readonly actor: Actor;
  readonly team: ScopeTeam | null;
  readonly locale: "en" | "zh";
  /** Client address, for the audit log and rate limits. */
  readonly address: string | null;
  /** What the browser says of itself, for the list of sessions. */
  readonly userAgent?: string | null;
}

/** A scope that is surely inside a team. */
export interface TeamScope extends Scope {
  readonly team: ScopeTeam;
}

/** Somebody who is not signed in. */
export function visitorScope(from: Pick<Scope, "locale" | "address">): Scope {
  return { actor: { kind: "visitor" }, team: null, locale: from.locale, address: from.address };
}

/** The signed-in person; throws `unauthenticated` for anybody else. */
export function personOfScope({ actor }: Scope): Extract<Actor, { kind: "user" }> {
  if (actor.kind !== "user") throw new AppError("unauthenticated");
  return actor;
}

/** Whether the person runs this installation. */
export function isOperator({ actor }: Scope): boolean {
  return actor.kind === "user" && actor.isOperator === true;
}

/** Lets a query go on only for a role that may read; throws `forbidden`. */
export function requireRead({ team }: TeamScope, permission: Permission): void {
  if (!roleMay(team.role, permission)) throw new AppError("forbidden");
}

/**
 * A scope that is inside a team; throws `unauthenticated` for a visitor, and `second-step-missing`
 * where the team asks for a second step that the person does not have.
 */
export function teamScope(scope: Scope | null): TeamScope {
  if (!scope?.team) throw new AppError("unauthenticated");
  if (scope.team.lacksSecondStep) throw new AppError("forbidden", "second-step-missing");
  return { ...scope, team: scope.team };
}
