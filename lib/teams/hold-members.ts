import { type Permission, parseRole, roleMay } from "@/lib/auth/permissions";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { lockSeats } from "./seats";

/**
 * Begins a change of who is in a team: others wait, and somebody who lost the right while waiting is
 * refused with `forbidden`, so that nothing outlives a demotion.
 */
export async function holdMembers(
  tx: Tx,
  scope: TeamScope,
  permission: Permission,
): Promise<{ readonly teamId: string; readonly userId: string }> {
  const teamId = scope.team.id;
  const { userId } = personOfScope(scope);
  await lockSeats(tx, teamId);
  const own = await tx.membership.findUnique({ where: { teamId_userId: { teamId, userId } } });
  if (!own || !roleMay(parseRole(own.role), permission)) throw new AppError("forbidden");
  return { teamId, userId };
}

/** A member that is not the owner; throws `not-found` for nobody of this team, `owner-stays` for the owner. */
export async function findOther(
  tx: Tx,
  { teamId, memberId }: { readonly teamId: string; readonly memberId: string },
) {
  const member = await tx.membership.findFirst({ where: { id: memberId, teamId } });
  if (!member) throw new AppError("not-found", "member-unknown");
  const role = parseRole(member.role);
  if (roleMay(role, "team.own")) throw new AppError("conflict", "owner-stays");
  return { ...member, role };
}
