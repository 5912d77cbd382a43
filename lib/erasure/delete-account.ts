import { z } from "zod";
import { parseRole, roleMay } from "@/lib/auth/permissions";
import { personOfScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { lockSeats } from "@/lib/teams/seats";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { deletionView } from "./queries";
import type { TeamFate } from "./types";

/**
 * Deletes the person's account: nobody signs in to it from now on, and the worker takes away what is
 * stored of it. Refused while a machine exists that only they could end, and while others are in a
 * team they own; nothing is ended or handed over silently. A team that
 * asks for a second step is deleted only by whoever has one (`second-step-missing`).
 */
export const deleteAccount = defineAccountVerb({
  name: "accounts.delete",
  input: z.object({ email: z.string().max(254) }),
  output: z.object({ teams: z.number() }),
  permission: "self",
  feature: null,
  fresh: true,
  audit: (_input, { teams }) => ({ details: { teams } }),
  async prepare(scope, { email }) {
    const view = await deletionView(scope);
    if (email.trim().toLowerCase() !== view.email) {
      throw new AppError("invalid", "email-differs", { fields: { email: "email-differs" } });
    }
    for (const team of view.teams) refuse(team);
    const { hasFactor } = personOfScope(scope);
    if (!hasFactor && view.teams.some(({ asksSecondStep }) => asksSecondStep)) {
      throw new AppError("forbidden", "second-step-missing");
    }
    return view.teams;
  },
  async run({ tx, scope, now, prepared: teams, wake }) {
    const { userId } = personOfScope(scope);
    const teamIds = idsOf(teams, "deleted");
    const leaves = idsOf(teams, "leaves");
    for (const teamId of [...teamIds, ...leaves].toSorted()) await lockSeats(tx, teamId);
    for (const teamId of teamIds) await requireAlone(tx, teamId);
    for (const teamId of leaves) {
      await requireNotOwner(tx, { teamId, userId });
    }
    await tx.team.updateMany({ where: { id: { in: teamIds } }, data: { erasingSince: now } });
    const wish = { teamIds, state: "open", askedAt: now, begunAt: null, endedAt: null };
    await tx.accountErasure.upsert({
      where: { userId },
      create: { userId, ...wish },
      update: wish,
    });
    await tx.user.updateMany({ where: { id: userId }, data: { disabledAt: now } });
    await tx.session.deleteMany({ where: { userId } });
    wake("accounts.erase", {});
    return { teams: teamIds.length };
  },
});

function refuse({ name, fate, machines }: TeamFate): void {
  if (fate === "handed-over") {
    throw new AppError("conflict", "hand-over-first", { values: { team: name } });
  }
  const [first] = machines;
  if (first === undefined) return;
  const values = { team: name, count: machines.length, name: first };
  throw new AppError("conflict", "machines-first", { values });
}

/** Nobody may have joined while the page was read. */
async function requireAlone(tx: Tx, teamId: string): Promise<void> {
  if ((await tx.membership.count({ where: { teamId } })) === 1) return;
  await refuseHandOver(tx, teamId);
}

/** Nor may the team have been handed to them. */
async function requireNotOwner(
  tx: Tx,
  member: { readonly teamId: string; readonly userId: string },
): Promise<void> {
  const rows = await tx.membership.findMany({ where: member, select: { role: true } });
  if (!rows.some(({ role }) => roleMay(parseRole(role), "team.own"))) return;
  await refuseHandOver(tx, member.teamId);
}

async function refuseHandOver(tx: Tx, teamId: string): Promise<never> {
  const { name } = await tx.team.findUniqueOrThrow({ where: { id: teamId } });
  throw new AppError("conflict", "hand-over-first", { values: { team: name } });
}

function idsOf(teams: readonly TeamFate[], wanted: TeamFate["fate"]): string[] {
  return teams.filter(({ fate }) => fate === wanted).map(({ id }) => id);
}
