import type { Scope } from "@/lib/auth/scope";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";

/** Opens a session for a user and ends the one this browser had before. */
export async function openSession(
  tx: Tx,
  scope: Scope,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<string> {
  const { actor } = scope;
  if (actor.kind === "user" && actor.sessionId) {
    await tx.session.deleteMany({ where: { id: actor.sessionId } });
  }
  const id = newId("ses");
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1_000);
  await tx.session.createMany({
    data: [{ id, userId, createdAt: now, lastSeenAt: now, expiresAt, address: scope.address }],
  });
  return id;
}
