import { parseRole, roleMay } from "@/lib/auth/permissions";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import { asAccounts, inTeam, type Tx } from "@/lib/db";
import { volumesOnKeys } from "@/lib/provider-keys/key-volumes";
import { machinesLeft } from "./machines-left";
import type { DeletionView, TeamFate } from "./types";

/** What deleting the signed-in person's account would do, and what stands in its way. */
export async function deletionView(scope: Scope): Promise<DeletionView> {
  const { userId } = personOfScope(scope);
  const { email, memberships } = await asAccounts((tx) => readMemberships(tx, userId));
  const teams = await Promise.all(memberships.map(fateOf));
  const isBlocked = teams.some(
    ({ fate, machines }) => fate === "handed-over" || machines.length > 0,
  );
  return { email, teams, isBlocked };
}

function readMemberships(tx: Tx, userId: string) {
  return tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      memberships: {
        select: {
          role: true,
          team: {
            select: {
              id: true,
              name: true,
              secondStepSince: true,
              _count: { select: { memberships: true } },
            },
          },
        },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
}

type Member = Awaited<ReturnType<typeof readMemberships>>["memberships"][number];

async function fateOf({ role, team }: Member): Promise<TeamFate> {
  const { id, name, _count } = team;
  const stays = {
    id,
    name,
    machines: [],
    volumes: [],
    asksSecondStep: false,
    hasSubscription: false,
  };
  if (!roleMay(parseRole(role), "team.own")) return { ...stays, fate: "leaves" };
  if (_count.memberships > 1) return { ...stays, fate: "handed-over" };
  return inTeam(id, async (tx) => ({
    id,
    name,
    fate: "deleted" as const,
    asksSecondStep: team.secondStepSince !== null,
    machines: await machinesLeft(tx, id),
    volumes: Object.values(await volumesOnKeys(tx, id)),
    hasSubscription: (await tx.subscription.count({ where: { teamId: id, endedAt: null } })) > 0,
  }));
}
