import type { Tier } from "@/lib/billing/tiers";
import type { GivenRole, InviteView, MemberView } from "./schema";

/** How a team's seats are used. */
export interface SeatCount {
  readonly allowed: number;
  readonly members: number;
  /** Open invitations; each holds a seat. */
  readonly invited: number;
}

/** All that `/settings/team` shows. */
export interface TeamView {
  readonly id: string;
  readonly name: string;
  readonly members: readonly MemberView[];
  readonly invites: readonly InviteView[];
  readonly seats: SeatCount;
  /** The tier that is needed to invite; null where the team has it. */
  readonly neededTier: Tier | null;
  /** Whether the reader's role may change who is in it. */
  readonly mayManage: boolean;
  /** Whether everybody needs a second step of signing in. */
  readonly asksSecondStep: boolean;
  /** The IANA time zone in which its costs are cut into days and months. */
  readonly timeZone: string;
  /** Whether the reader owns it. */
  readonly mayOwn: boolean;
}

/** A team somebody belongs to. */
export interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

export type InviteState = "open" | "accepted" | "declined" | "ended" | "expired";

/** What the page behind an invitation's link shows to whoever reads that mailbox. */
export interface InviteLinkView {
  readonly state: InviteState;
  readonly teamName: string;
  readonly inviter: string;
  readonly role: GivenRole;
  readonly email: string;
  readonly expiresAt: string;
}
