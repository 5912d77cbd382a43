import { hashPassword } from "@/lib/auth/passwords";
import type { Role } from "@/lib/auth/permissions";
import type { Scope, TeamScope } from "@/lib/auth/scope";
import { MOST_SEATS } from "@/lib/billing/plans";
import type { Tier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { newId } from "@/lib/ids";
import { newEmail, PASSWORD, scopeOf, visitor } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";

/** Who tries a verb on things of a team: its own people, and the owner of another Enterprise team. */
export const callers = [
  "visitor",
  "viewer",
  "member",
  "admin",
  "owner",
  "other",
  "operator",
] as const;
export type Caller = (typeof callers)[number];

/** Every team of the matrix has the same name, so that a typed name tells nothing. */
export const TEAM_NAME = "Team";

export interface Player {
  readonly userId: string;
  readonly email: string;
  readonly memberId: string;
  readonly teamId: string;
  readonly role: Role;
}

/** A team with somebody in each role and one member more, written straight into the database. */
export interface Cast {
  readonly teamId: string;
  readonly owner: Player;
  readonly admin: Player;
  readonly member: Player;
  readonly viewer: Player;
  readonly extra: Player;
}

export async function makeCast(tier: Tier): Promise<Cast> {
  const teamId = newId("tea");
  const player = (role: Role) => newPlayer(teamId, role);
  const [owner, admin, member] = [player("owner"), player("admin"), player("member")];
  const [viewer, extra] = [player("viewer"), player("member")];
  await insertTeam(teamId, [owner, admin, member, viewer, extra]);
  await giveTier(teamId, tier, { seats: MOST_SEATS });
  return { teamId, owner, admin, member, viewer, extra };
}

/** Somebody with a team of one. */
export async function makeLoner(tier: Tier = "basic", email = newEmail()): Promise<Player> {
  const teamId = newId("tea");
  const owner = newPlayer(teamId, "owner", email);
  await insertTeam(teamId, [owner]);
  if (tier !== "basic") await giveTier(teamId, tier, { seats: MOST_SEATS });
  return owner;
}

/** A new session of a person, as the product reads it. */
export async function scopeAs(player: Player): Promise<TeamScope> {
  const id = newId("ses");
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const { userId, teamId } = player;
  await asAccounts((tx) =>
    tx.session.createMany({
      data: [{ id, userId, teamId, createdAt: now, lastSeenAt: now, expiresAt }],
    }),
  );
  return scopeOf(id);
}

/** The scope of a caller; nobody is signed in as a visitor. */
export async function scopeOfCaller(player: Player | null): Promise<Scope> {
  return player ? scopeAs(player) : visitor();
}

function newPlayer(teamId: string, role: Role, email = newEmail()): Player {
  return { userId: newId("usr"), email, memberId: newId("mem"), teamId, role };
}

const held: { hash?: Promise<string> } = {};

async function insertTeam(teamId: string, players: readonly Player[]): Promise<void> {
  held.hash ??= hashPassword(PASSWORD);
  const passwordHash = await held.hash;
  const createdAt = clock.now();
  await asAccounts(async (tx) => {
    await tx.user.createMany({
      data: players.map(({ userId: id, email }) => ({
        id,
        email,
        passwordHash,
        emailVerifiedAt: createdAt,
        createdAt,
      })),
    });
    await tx.team.createMany({ data: [{ id: teamId, name: TEAM_NAME, createdAt }] });
    await tx.project.createMany({
      data: [{ id: newId("prj"), teamId, name: "default", isDefault: true, createdAt }],
    });
    await tx.membership.createMany({
      data: players.map(({ memberId: id, userId, role }) => ({
        id,
        teamId,
        userId,
        role,
        createdAt,
      })),
    });
  });
}
