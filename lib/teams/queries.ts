import { readLinkToken } from "@/lib/auth/mail-link";
import { holdsSeat, leastRole, parseRole, roleMay } from "@/lib/auth/permissions";
import { personOfScope, requireRead, type Scope, type TeamScope } from "@/lib/auth/scope";
import { tierHas, tierOf } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asAccounts, inTeam, onceAsAccounts, type Tx } from "@/lib/db";
import { strangersName } from "@/lib/format/names";
import { inviteState, unanswered } from "./invites";
import { givenRole, type InviteView, type MemberView } from "./schema";
import { countSeats } from "./seats";
import type { InviteLinkView, TeamChoice, TeamView } from "./types";

/** Who is in the team and who is invited, the owner first, then whoever is in it for longest. */
export async function teamView(scope: TeamScope): Promise<TeamView> {
  requireRead(scope, "members.read");
  const { id, name, tier, role } = scope.team;
  const now = clock.now();
  const mayManage = roleMay(role, "members.write");
  return inTeam(id, async (tx) => {
    const seats = await countSeats(tx, { teamId: id, now });
    const { secondStepSince, timeZone } = await tx.team.findUniqueOrThrow({
      where: { id },
      select: { secondStepSince: true, timeZone: true },
    });
    return {
      id,
      name,
      members: await membersOf(tx, scope, seats.allowed),
      invites: mayManage ? await invitesOf(tx, id, now) : [],
      seats,
      neededTier: tierHas(tier, "members") ? null : tierOf("members"),
      mayManage,
      asksSecondStep: secondStepSince !== null,
      timeZone,
      mayOwn: roleMay(role, "team.own"),
    };
  });
}

async function membersOf(tx: Tx, scope: TeamScope, seats: number): Promise<MemberView[]> {
  const { userId } = personOfScope(scope);
  const rows = await tx.membership.findMany({
    where: { teamId: scope.team.id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { user: { select: { name: true, email: true } } },
  });
  const members = rows.map((row) => ({ ...row, role: parseRole(row.role) }));
  const isOwner = ({ role }: Pick<MemberView, "role">) => roleMay(role, "team.own");
  return members
    .toSorted((a, b) => Number(isOwner(b)) - Number(isOwner(a)))
    .map((member, before) => ({
      id: member.id,
      name: member.user.name,
      email: member.user.email,
      role: member.role,
      isOwner: isOwner(member),
      isYou: member.userId === userId,
      lacksSeat: !holdsSeat(member.role, { before, seats }),
      since: member.createdAt.toISOString(),
    }));
}

async function invitesOf(tx: Tx, teamId: string, now: Date): Promise<InviteView[]> {
  const rows = await tx.teamInvite.findMany({
    where: { teamId, ...unanswered },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: readRole(row.role),
    expiresAt: row.expiresAt.toISOString(),
    isExpired: row.expiresAt <= now,
  }));
}

/** The teams a person belongs to, the first one first. */
export async function teamsOf(scope: Scope): Promise<TeamChoice[]> {
  const { userId } = personOfScope(scope);
  const rows = await onceAsAccounts((db) =>
    db.membership.findMany({
      where: { userId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { team: { select: { id: true, name: true } } },
    }),
  );
  return rows.map(({ team }) => team);
}

/** The invitation behind a mail's link, for whoever opens it; null for any other text. */
export async function inviteOfLink(token: string): Promise<InviteLinkView | null> {
  const id = readLinkToken("invite", token);
  if (id === null) return null;
  return asAccounts(async (tx) => {
    const invite = await tx.teamInvite.findUnique({ where: { id } });
    if (!invite) return null;
    const team = await tx.team.findUniqueOrThrow({ where: { id: invite.teamId } });
    const sender = await tx.user.findUniqueOrThrow({ where: { id: invite.invitedBy } });
    return {
      state: inviteState(invite, clock.now()),
      teamName: strangersName(team.name) || sender.email,
      inviter: strangersName(sender.name ?? "") || sender.email,
      role: readRole(invite.role),
      email: invite.email,
      expiresAt: invite.expiresAt.toISOString(),
    };
  });
}

/** Reads a stored role of an invitation; an unknown word is the least role. */
function readRole(text: string) {
  return givenRole.safeParse(text).data ?? leastRole;
}

/** The address of the signed-in person when it is verified, for the page behind an invitation's link. */
export async function verifiedAddress(scope: Scope): Promise<string | null> {
  const { userId } = personOfScope(scope);
  const user = await onceAsAccounts((db) =>
    db.user.findUnique({ where: { id: userId }, select: { email: true, emailVerifiedAt: true } }),
  );
  return user?.emailVerifiedAt ? user.email : null;
}
