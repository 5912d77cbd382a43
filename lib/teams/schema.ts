import { z } from "zod";
import { givenRoles, roles } from "@/lib/auth/permissions";
import { email } from "@/lib/auth/schema";
import { shownName } from "@/lib/format/names";
import { isTimeZone } from "@/lib/format/time-zones";

const id = z.string().min(1).max(60);
const linkToken = z.string().min(1).max(200);

/** A role that can be given to somebody. */
export const givenRole = z.enum(givenRoles);
export type GivenRole = z.output<typeof givenRole>;

/** A team's name: one line in any script; what turns text around or hides in it is left out. */
const teamName = z
  .string()
  .max(60, "too-long")
  .transform(shownName)
  .pipe(z.string().min(1, "name-missing"));

export const inviteInput = z.object({ email, role: givenRole });
export const inviteIdInput = z.object({ inviteId: id });
export const inviteLinkInput = z.object({ token: linkToken });
export const memberIdInput = z.object({ memberId: id });
export const changeRoleInput = z.object({ memberId: id, role: givenRole });
/** `teamName`: typed by the owner, so that a team is not given away by a slip. */
export const handOverInput = z.object({
  memberId: z.string().min(1, "required").max(60),
  teamName: z.string().max(200),
});
export const renameInput = z.object({ name: teamName });
export const timeZoneInput = z.object({
  timeZone: z.string().max(60).refine(isTimeZone, "time-zone-unknown"),
});
export const teamIdInput = z.object({ teamId: id });

/** Somebody in the team. Times are ISO instants. */
export const memberView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  role: z.enum(roles),
  isOwner: z.boolean(),
  isYou: z.boolean(),
  /** More members than seats: this one may only look. */
  lacksSeat: z.boolean(),
  since: z.string(),
});
export type MemberView = z.output<typeof memberView>;

/** A seat offered by mail that nobody took yet. */
export const inviteView = z.object({
  id: z.string(),
  email: z.string(),
  role: givenRole,
  expiresAt: z.string(),
  isExpired: z.boolean(),
});
export type InviteView = z.output<typeof inviteView>;

/** Whether everybody in the team needs a second step of signing in. */
export const secondStepInput = z.object({ required: z.boolean() });
