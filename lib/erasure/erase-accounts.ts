import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { tellPerson } from "@/lib/events/tell-person";
import { log } from "@/lib/log";
import { forgetCustomer } from "@/lib/payments/forget-customer";
import { erasePerson } from "./erase-person";
import { eraseTeam } from "./erase-team";
import { machinesLeft } from "./machines-left";

/**
 * Brings every deletion of an account that was asked for to its end. Each step may be done again, so
 * one that was interrupted goes on with the next call; one that fails does not hold up the others.
 */
export async function eraseAccounts(): Promise<void> {
  const open = await asAccounts((tx) =>
    tx.accountErasure.findMany({ where: { state: "open" }, orderBy: { askedAt: "asc" } }),
  );
  for (const { userId, teamIds } of open) {
    try {
      await eraseOne(userId, teamIds);
    } catch (error) {
      log.error("account could not be erased yet", { userId, error: String(error) });
    }
  }
}

async function eraseOne(userId: string, teamIds: readonly string[]): Promise<void> {
  if (await hasMachines(teamIds)) return giveUp(userId);
  for (const teamId of teamIds) await forgetCustomer(teamId);
  for (const teamId of teamIds) await eraseTeam(teamId);
  await erasePerson(userId);
  log.info("account erased", { userId });
}

async function hasMachines(teamIds: readonly string[]): Promise<boolean> {
  for (const teamId of teamIds) {
    const left = await asWorker((tx) => machinesLeft(tx, teamId));
    if (left.length > 0) return true;
  }
  return false;
}

/** A launch was quicker than the deletion: the account comes back, so that somebody can end the machine. */
async function giveUp(userId: string): Promise<void> {
  const now = clock.now();
  await asAccounts(async (tx) => {
    const { count } = await tx.accountErasure.updateMany({
      where: { userId, state: "open" },
      data: { state: "given-up", endedAt: now },
    });
    if (count === 0) return;
    await tx.user.updateMany({ where: { id: userId }, data: { disabledAt: null } });
    await tellPerson(tx, { userId, type: "account.deletion-stopped", data: {}, now });
  });
  log.warn("account not erased: a machine exists", { userId });
}
