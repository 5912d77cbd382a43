import { inTeam } from "@/lib/db";
import { teamView } from "@/lib/teams/queries";
import type { Person } from "@/tests/factories/people";

/** What the team's page shows to somebody. */
export const viewOf = ({ scope }: Person) => teamView(scope);

/** A member's id in the team that somebody looks at. */
export async function memberIdOf(reader: Person, member: Pick<Person, "email">): Promise<string> {
  const { members } = await viewOf(reader);
  const found = members.find(({ email }) => email === member.email);
  if (!found) throw new Error(`${member.email} is not in the team`);
  return found.id;
}

/** Role by address, of everybody in the team. */
export async function rolesIn(reader: Person): Promise<Record<string, string>> {
  const teamId = reader.scope.team.id;
  const rows = await inTeam(teamId, (tx) =>
    tx.membership.findMany({ where: { teamId }, include: { user: { select: { email: true } } } }),
  );
  return Object.fromEntries(rows.map(({ role, user }) => [user.email, role]));
}

/** An invitation as it is stored. */
export function readInvite(reader: Person, id: string) {
  return inTeam(reader.scope.team.id, (tx) => tx.teamInvite.findUniqueOrThrow({ where: { id } }));
}

/** As if an invitation had been sent more than a week ago. */
export async function letExpire(reader: Person, id: string): Promise<void> {
  await inTeam(reader.scope.team.id, (tx) =>
    tx.teamInvite.updateMany({ where: { id }, data: { expiresAt: new Date(0) } }),
  );
}
