import type { Tx } from "@/lib/db";

/** Says what people of the team are called; `null` of those who are in it no more. */
export async function readNames(
  tx: Tx,
  userIds: readonly string[],
): Promise<(userId: string) => string | null> {
  const ids = [...new Set(userIds)];
  const users =
    ids.length === 0
      ? []
      : await tx.user.findMany({
          where: { id: { in: ids } },
          select: { id: true, name: true, email: true },
        });
  const names = new Map(users.map(({ id, name, email }) => [id, name ?? email]));
  return (userId) => names.get(userId) ?? null;
}
