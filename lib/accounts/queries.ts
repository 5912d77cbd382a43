import type { ConfirmWays, ProfileView } from "@/lib/accounts/types";
import { type LinkPurpose, readLinkToken } from "@/lib/auth/mail-link";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, onceAsAccounts } from "@/lib/db";
import { factorsOf, hasFactor } from "@/lib/factors/factors-of";

/** An account by its address, with the team it began with; for verbs of this folder alone. */
export async function findByEmail(email: string) {
  const user = await onceAsAccounts((db) =>
    db.user.findUnique({
      where: { email },
      select: {
        id: true,
        passwordHash: true,
        emailVerifiedAt: true,
        disabledAt: true,
        memberships: { select: { teamId: true }, orderBy: { createdAt: "asc" }, take: 1 },
      },
    }),
  );
  const teamId = user?.memberships[0]?.teamId;
  return user && teamId ? { ...user, teamId } : null;
}

/** What `/settings/profile` shows. */
export async function profileView(scope: Scope): Promise<ProfileView> {
  const { userId } = personOfScope(scope);
  const now = clock.now();
  return asAccounts(async (tx) => {
    const { email, name, locale, createdAt, emailChanges } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        email: true,
        name: true,
        locale: true,
        createdAt: true,
        emailChanges: { where: { usedAt: null, expiresAt: { gt: now } }, take: 1 },
      },
    });
    const since = createdAt.toISOString();
    return { email, name, locale, since, newEmail: emailChanges[0]?.newEmail ?? null };
  });
}

/** The new address behind a mailed link that still works, for whoever opens it. */
export async function emailOfChange(token: string): Promise<string | null> {
  const id = readLinkToken("email", token);
  if (id === null) return null;
  const now = clock.now();
  const row = await onceAsAccounts((db) =>
    db.emailChange.findFirst({ where: { id, usedAt: null, expiresAt: { gt: now } } }),
  );
  return row?.newEmail ?? null;
}

/** What the dialog that asks for confirmation offers. */
export async function confirmWays(scope: Scope): Promise<ConfirmWays> {
  const { userId } = personOfScope(scope);
  return asAccounts(async (tx) => {
    const { email, passwordHash } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const factors = await factorsOf(tx, userId);
    const recovery = hasFactor(factors);
    const password = passwordHash !== null && !recovery;
    return { email, password, ...factors, recovery, mail: !password && !recovery };
  });
}

export type LinkState = "usable" | "used" | "expired" | "unknown";

export interface MailLinkView {
  readonly state: LinkState;
  readonly returnTo: string | null;
  /** The address the link was mailed to; whoever holds the link reads that mailbox. */
  readonly email: string | null;
}

/** Whether a mailed link still works, without using it up: what its page shows before the button. */
export async function readMailLink(
  purpose: LinkPurpose,
  token: string | null | undefined,
): Promise<MailLinkView> {
  const id = token ? readLinkToken(purpose, token) : null;
  const row = id
    ? await onceAsAccounts((db) =>
        db.mailToken.findUnique({ where: { id, purpose }, include: { user: true } }),
      )
    : null;
  if (!row) return { state: "unknown", returnTo: null, email: null };
  const { usedAt, expiresAt, returnTo } = row;
  const state = usedAt ? "used" : expiresAt <= clock.now() ? "expired" : "usable";
  return { state, returnTo, email: row.user.email };
}
