import { clock } from "@/lib/clock";
import { asAccounts, asWorker, onceAsAccounts } from "@/lib/db";
import { tellPerson } from "@/lib/events/tell-person";
import type { AccountErasure } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { forgetCustomer } from "@/lib/payments/forget-customer";
import { awaitWrites } from "@/lib/verbs/team-standing";
import { erasePerson } from "./erase-person";
import { eraseTeam } from "./erase-team";
import { leaveOthers } from "./leave-others";
import { machinesLeft } from "./machines-left";

/**
 * Brings every deletion of an account that was asked for to its end. Each step may be done again, so
 * one that was interrupted goes on with the next call; one that fails does not hold up the others.
 */
export async function eraseAccounts(): Promise<void> {
  const open = await onceAsAccounts((db) =>
    db.accountErasure.findMany({ where: { state: "open" }, orderBy: { askedAt: "asc" } }),
  );
  for (const erasure of open) {
    try {
      await eraseOne(erasure);
    } catch (error) {
      log.error("account could not be erased yet", {
        userId: erasure.userId,
        error: String(error),
      });
    }
  }
}

/** Once it has begun it is never given up: nothing can begin in its teams since they were marked. */
async function eraseOne(erasure: AccountErasure): Promise<void> {
  const { userId, teamIds } = erasure;
  if (!erasure.begunAt) {
    await markTeams(teamIds);
    if (await hasMachines(teamIds)) return giveUp(erasure);
    await noteBegun(userId);
  }
  await leaveOthers(userId, { teamIds, now: clock.now() });
  for (const teamId of teamIds) await forgetCustomer(teamId);
  for (const teamId of teamIds) await eraseTeam(teamId);
  await erasePerson(userId);
  log.info("account erased", { userId });
}

/** An earlier release leaves the mark out. */
async function markTeams(teamIds: readonly string[]): Promise<void> {
  const where = { id: { in: [...teamIds] }, erasingSince: null };
  const data = { erasingSince: clock.now() };
  await onceAsAccounts((db) => db.team.updateMany({ where, data }));
}

/** Looked for once whatever began before the teams were marked is committed. */
async function hasMachines(teamIds: readonly string[]): Promise<boolean> {
  for (const teamId of teamIds) {
    await asWorker((tx) => awaitWrites(tx, teamId));
    const left = await asWorker((tx) => machinesLeft(tx, teamId));
    if (left.length > 0) return true;
  }
  return false;
}

async function noteBegun(userId: string): Promise<void> {
  const where = { userId, state: "open" };
  const data = { begunAt: clock.now() };
  await onceAsAccounts((db) => db.accountErasure.updateMany({ where, data }));
}

/**
 * A launch was quicker than the deletion: the account and its teams come back as they were, so that
 * somebody can end the machine. One that was disabled for another reason since stays so.
 */
async function giveUp({ userId, teamIds, askedAt }: AccountErasure): Promise<void> {
  const now = clock.now();
  await asAccounts(async (tx) => {
    const { count } = await tx.accountErasure.updateMany({
      where: { userId, state: "open", begunAt: null },
      data: { state: "given-up", endedAt: now },
    });
    if (count === 0) return;
    await tx.team.updateMany({ where: { id: { in: teamIds } }, data: { erasingSince: null } });
    const { count: enabled } = await tx.user.updateMany({
      where: { id: userId, disabledAt: askedAt },
      data: { disabledAt: null },
    });
    if (enabled === 0) return;
    await tellPerson(tx, { userId, type: "account.deletion-stopped", data: {}, now });
  });
  log.warn("account not erased: a machine exists", { userId });
}
