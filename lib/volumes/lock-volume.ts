import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Volume } from "@/lib/generated/prisma/client";
import type { VolumeWish } from "@/lib/volumes/schema";

/**
 * Locks the team's volume for this transaction. Throws `not-found`, also for another team's, one that
 * is gone and one whose key was removed, and `conflict` while something else is wished of it.
 */
export async function lockVolume(tx: Tx, teamId: string, id: string): Promise<Volume> {
  await tx.$executeRaw`SELECT 1 FROM volume WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.volume.findFirst({ where: { id, teamId, goneAt: null } });
  if (!row) throw new AppError("not-found", "volume-not-found");
  const key = await tx.providerKey.findFirst({
    where: { id: row.providerKeyId, teamId },
    select: { state: true },
  });
  if (!key || key.state === "removed") throw new AppError("not-found", "volume-not-found");
  if (key.state !== "active") throw new AppError("conflict", "key-refused");
  if (row.wish !== null) throw new AppError("conflict", "volume-busy");
  return row;
}

/** Writes what is wanted of a volume from now on; the worker does it. */
export async function wishVolume(
  tx: Tx,
  id: string,
  facts: { readonly wish: VolumeWish; readonly instanceId: string | null; readonly now: Date },
): Promise<void> {
  await tx.volume.update({
    where: { id },
    data: {
      wish: facts.wish,
      wishInstanceId: facts.instanceId,
      wishedAt: facts.now,
      runAfter: facts.now,
      attempt: 0,
      failure: null,
    },
    select: { id: true },
  });
}
