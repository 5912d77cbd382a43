import type { ConfirmWays } from "@/lib/accounts/types";
import { type LinkPurpose, readLinkToken } from "@/lib/auth/mail-link";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { factorsOf, hasFactor } from "@/lib/factors/factors-of";

/** An account by its address, with the team it began with; for verbs of this folder alone. */
export async function findByEmail(email: string) {
  const user = await asAccounts((tx) =>
    tx.user.findUnique({
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

export interface PersonView {
  readonly email: string;
  readonly name: string | null;
  readonly locale: string;
  readonly hasPassword: boolean;
  readonly sessions: number;
}

/** What the console shows of the signed-in person. */
export async function getPerson(scope: Scope): Promise<PersonView> {
  const { userId } = personOfScope(scope);
  const now = clock.now();
  const user = await asAccounts((tx) =>
    tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        email: true,
        name: true,
        locale: true,
        passwordHash: true,
        _count: { select: { sessions: { where: { expiresAt: { gt: now } } } } },
      },
    }),
  );
  const { email, name, locale, passwordHash, _count } = user;
  return { email, name, locale, hasPassword: passwordHash !== null, sessions: _count.sessions };
}

/** What the dialog that asks for confirmation offers. */
export async function confirmWays(scope: Scope): Promise<ConfirmWays> {
  const { userId } = personOfScope(scope);
  const { email, hasPassword } = await getPerson(scope);
  const factors = await asAccounts((tx) => factorsOf(tx, userId));
  return { email, password: hasPassword, ...factors, mail: !hasPassword && !hasFactor(factors) };
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
    ? await asAccounts((tx) =>
        tx.mailToken.findUnique({ where: { id, purpose }, include: { user: true } }),
      )
    : null;
  if (!row) return { state: "unknown", returnTo: null, email: null };
  const { usedAt, expiresAt, returnTo } = row;
  const state = usedAt ? "used" : expiresAt <= clock.now() ? "expired" : "usable";
  return { state, returnTo, email: row.user.email };
}
