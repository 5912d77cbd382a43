import type { LinkPurpose } from "@/lib/auth/mail-link";
import { safePath } from "@/lib/auth/safe-path";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

const HOUR_MS = 3_600_000;
/**
 * `taken`: a sign-up for an address that has an account; no link is ever made for it. `confirm`: a
 * code to type in, instead of a link.
 */
type TokenPurpose =
  | Exclude<LinkPurpose, "alert" | "invite" | "email" | "notices">
  | "taken"
  | "confirm";
const lifetimesMs: Readonly<Record<TokenPurpose, number>> = {
  verify: 24 * HOUR_MS,
  taken: 24 * HOUR_MS,
  reset: HOUR_MS,
  confirm: HOUR_MS / 4,
};

/** Makes a token for a link to be mailed; the link's secret is derived from its id. */
export async function issueMailToken(
  tx: Tx,
  facts: {
    readonly userId: string;
    readonly purpose: TokenPurpose;
    readonly now: Date;
    readonly returnTo?: string | null | undefined;
    readonly passwordHash?: string;
  },
): Promise<string> {
  const { userId, purpose, now, passwordHash } = facts;
  const id = newId("tok");
  await tx.mailToken.createMany({
    data: [
      {
        id,
        userId,
        purpose,
        returnTo: safePath(facts.returnTo),
        passwordHash: passwordHash ?? null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + lifetimesMs[purpose]),
      },
    ],
  });
  return id;
}

/** Uses a link up: one caller gets its row, every other an error that says why not. */
export async function spendMailToken(
  tx: Tx,
  { id, purpose, now }: { readonly id: string | null; readonly purpose: LinkPurpose; now: Date },
) {
  if (id === null) throw new AppError("invalid", "link-unknown");
  const won = await tx.mailToken.updateMany({
    where: { id, purpose, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  const row = await tx.mailToken.findUnique({ where: { id } });
  if (!row || row.purpose !== purpose) throw new AppError("invalid", "link-unknown");
  if (won.count === 1) return row;
  throw new AppError("conflict", row.usedAt ? "link-used" : "link-expired");
}
