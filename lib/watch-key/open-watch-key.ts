import { onceAsWorker } from "@/lib/db";
import { openSecret } from "@/lib/secret-box";
import { shareReads } from "@/lib/share-reads";
import { watchKeyBinding } from "./seal-watch-key";

const share = shareReads<string | null>();

/**
 * The private half of a team's pair in the open, for the worker alone, as it looks into a machine;
 * `null` where the team has none. Throws for one that was tampered with or whose key-encryption key
 * is missing.
 */
export function openWatchKey(teamId: string): Promise<string | null> {
  return share(teamId, async () => {
    const row = await onceAsWorker((db) => db.watchKey.findUnique({ where: { teamId } }));
    return row && openSecret(row, watchKeyBinding(teamId));
  });
}
