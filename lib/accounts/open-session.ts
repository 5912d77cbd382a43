import type { Scope } from "@/lib/auth/scope";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";

const MAX_USER_AGENT = 300;

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
  const userAgent = scope.userAgent?.slice(0, MAX_USER_AGENT) ?? null;
  const times = { createdAt: now, lastSeenAt: now, expiresAt };
  await tx.session.createMany({
    data: [{ id, userId, ...times, address: scope.address, userAgent }],
  });
  return id;
}
