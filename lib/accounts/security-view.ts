import { deviceOf } from "@/lib/accounts/device-of";
import { sessionHandle } from "@/lib/accounts/session-handle";
import type { SecurityView, SessionView } from "@/lib/accounts/types";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, type Tx } from "@/lib/db";
import { factorsView } from "@/lib/factors/queries";

/** How the signed-in person signs in, and where they are signed in. */
export async function securityView(scope: Scope): Promise<SecurityView> {
  const { userId } = personOfScope(scope);
  const now = clock.now();
  return asAccounts(async (tx) => {
    const { email, passwordHash, memberships } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        email: true,
        passwordHash: true,
        memberships: {
          where: { team: { secondStepSince: { not: null } } },
          select: { team: { select: { name: true } } },
          orderBy: { createdAt: "asc" },
        },
      },
    });
    return {
      email,
      hasPassword: passwordHash !== null,
      factors: await factorsView(tx, scope),
      askedBy: memberships.map(({ team }) => team.name),
      sessions: await sessionsOf(tx, scope, now),
    };
  });
}

/** The newest used first, this one before all. */
async function sessionsOf(tx: Tx, scope: Scope, now: Date): Promise<SessionView[]> {
  const { userId, sessionId } = personOfScope(scope);
  const rows = await tx.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
  });
  return rows
    .map(({ id, userAgent, createdAt, lastSeenAt }) => ({
      handle: sessionHandle(id),
      ...deviceOf(userAgent),
      isThis: id === sessionId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
}
