import type { ActionResult } from "@/lib/actions/types";
import type { GivenRole } from "@/lib/teams/schema";

type Act<Input> = (input: Input) => Promise<ActionResult<unknown>>;

/** What can be done on the team's page, for the team it shows. */
export interface TeamActs {
  readonly invite: Act<{ email: string; role: GivenRole }>;
  readonly resend: Act<{ inviteId: string }>;
  readonly revoke: Act<{ inviteId: string }>;
  readonly changeRole: Act<{ memberId: string; role: GivenRole }>;
  readonly remove: Act<{ memberId: string }>;
  readonly leave: Act<{ teamId: string }>;
  readonly handOver: Act<{ memberId: string; teamName: string }>;
  readonly rename: Act<{ name: string }>;
  readonly setTimeZone: Act<{ timeZone: string }>;
  readonly requireSecondStep: (input: {
    required: boolean;
  }) => Promise<ActionResult<{ required: boolean }>>;
}

/** Roles that can be given, in the order of a list. */
export const roleChoices = ["admin", "member", "viewer"] as const satisfies readonly GivenRole[];

/** Reads the value of a select. */
export function roleOf(text: string): GivenRole {
  return roleChoices.find((role) => role === text) ?? "viewer";
}
