import { dropUnused } from "@/lib/beginning/drop-unused";
import { storedEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";

/**
 * Takes away what a person kept for themselves in one team, or in all where none is named: saved
 * views, SSH keys, channels and how they are told, and private templates with their sealed values.
 * Machines are left alone.
 */
export async function dropOwnThings(
  tx: Tx,
  whose: { readonly userId: string; readonly teamId?: string },
): Promise<void> {
  const { userId, ...where } = whose;
  await tx.savedView.deleteMany({ where: whose });
  await tx.sshKey.deleteMany({ where: whose });
  await tx.notificationChannel.deleteMany({ where: whose });
  await tx.notificationPreference.deleteMany({ where: whose });
  await tx.notificationRule.deleteMany({ where: { ...where, recipient: userId } });
  await tx.telegramLink.deleteMany({ where: whose });
  const own = { ...where, createdBy: userId, visibility: "private" };
  const templates = await tx.template.findMany({
    where: own,
    select: { teamId: true, environment: true, secrets: true },
  });
  await tx.template.deleteMany({ where: own });
  for (const row of templates) await dropUnused(tx, row.teamId, storedEnvironment(row).secrets);
}
