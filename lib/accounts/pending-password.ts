import { verifyPassword } from "@/lib/auth/passwords";
import { onceAsAccounts } from "@/lib/db";

/** How many of an address's latest sign-ups a password is tried against. */
const MAX_TRIED = 3;

/**
 * The hash a password matches among the sign-ups for a user's address that nobody has verified, or
 * `null`. Sign-ups for an address that has an account count as well, so that the answer does not
 * tell which addresses have one. Takes the time of at least one try.
 */
export async function findPendingPassword(
  userId: string | null,
  password: string,
): Promise<string | null> {
  const hashes = userId === null ? [] : await pendingHashes(userId);
  if (hashes.length === 0) await verifyPassword(null, password);
  for (const hash of hashes) {
    if (await verifyPassword(hash, password)) return hash;
  }
  return null;
}

async function pendingHashes(userId: string): Promise<string[]> {
  const tokens = await onceAsAccounts((db) =>
    db.mailToken.findMany({
      where: {
        userId,
        purpose: { in: ["verify", "taken"] },
        usedAt: null,
        passwordHash: { not: null },
      },
      select: { passwordHash: true },
      distinct: ["passwordHash"],
      orderBy: { createdAt: "desc" },
      take: MAX_TRIED,
    }),
  );
  return tokens.flatMap(({ passwordHash }) => passwordHash ?? []);
}
