import type { Tx } from "@/lib/db";
import { makeKeyPair } from "@/lib/ssh/make-key-pair";
import { sealWatchKey } from "./seal-watch-key";

/** What stands at the end of the line on a machine, so that whoever reads it knows whose it is. */
const COMMENT = "computehub-watch";

/**
 * The public half of the pair with which the team's machines are looked into, as a line of an
 * authorized_keys file. The pair is made when it is first needed; of two who need it at once, one
 * makes it.
 */
export async function ensureWatchKey(
  tx: Tx,
  { teamId, now }: { readonly teamId: string; readonly now: Date },
): Promise<string> {
  const known = await readWatchKey(tx, teamId);
  if (known !== null) return known;
  const { publicKey, privateKey } = makeKeyPair(COMMENT);
  const { kekId, wrappedKey, ciphertext } = sealWatchKey(privateKey, teamId);
  await tx.$executeRaw`
    INSERT INTO watch_key (team_id, public_key, kek_id, wrapped_key, ciphertext, created_at)
    VALUES (${teamId}, ${publicKey}, ${kekId}, ${wrappedKey}, ${ciphertext}, ${now})
    ON CONFLICT DO NOTHING`;
  return (await readWatchKey(tx, teamId)) ?? publicKey;
}

/** The public half alone; `null` while nobody needed one. */
export async function readWatchKey(tx: Tx, teamId: string): Promise<string | null> {
  const row = await tx.watchKey.findUnique({ where: { teamId }, select: { publicKey: true } });
  return row?.publicKey ?? null;
}
