import { z } from "zod";
import { confirmInput } from "@/lib/accounts/schema";
import { spendRecoveryCode } from "@/lib/accounts/spend-recovery-code";
import { freshUntil } from "@/lib/auth/fresh";
import { isMailCode } from "@/lib/auth/mail-code";
import { verifyPassword } from "@/lib/auth/passwords";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { onceAsAccounts, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { factorsOf, hasFactor } from "@/lib/factors/factors-of";
import { findRecoveryCode } from "@/lib/factors/recovery-codes";
import { spendPasskey } from "@/lib/factors/spend-passkey";
import { spendTotp } from "@/lib/factors/spend-totp";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

type Proof = z.output<typeof confirmInput>;

/**
 * A signed-in person shows again that it is them; this session is fresh for a while. Whoever has a
 * second factor shows that one, or a recovery code for it: the password alone would be what a thief of
 * it and a cookie has. Refusals: `confirm-by-factor`, and those of each proof.
 */
export const confirm = defineAccountVerb({
  name: "accounts.confirm",
  input: confirmInput,
  output: z.object({ freshUntil: z.string() }),
  permission: "self",
  feature: null,
  audit: ({ by }) => ({ details: { by } }),
  async prepare(scope, proof) {
    const { userId } = personOfScope(scope);
    await countTry("confirm", userId);
    if (proof.by === "password") await checkPassword(userId, proof.password);
    return proof.by === "recovery" ? findRecoveryCode(userId, proof.code) : null;
  },
  async run({ tx, scope, now, prepared: recoveryId, wake, forgetTries }, proof) {
    const { userId, sessionId } = personOfScope(scope);
    if (!sessionId) throw new AppError("unauthenticated");
    await requireEnough(tx, userId, proof);
    await spend(tx, { userId, now, proof, recoveryId });
    if (proof.by === "recovery") wake("notifications.fan-out", {});
    await tx.session.updateMany({ where: { id: sessionId }, data: { confirmedAt: now } });
    forgetTries("confirm", userId);
    return { freshUntil: freshUntil(now).toISOString() };
  },
});

async function checkPassword(userId: string, password: string): Promise<void> {
  const user = await onceAsAccounts((db) =>
    db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }),
  );
  if (await verifyPassword(user?.passwordHash ?? null, password)) return;
  throw new AppError("invalid", "wrong-current-password", {
    fields: { password: "wrong-current-password" },
  });
}

/** Looked at in the transaction, so that a factor added meanwhile counts. */
async function requireEnough(tx: Tx, userId: string, { by }: Proof): Promise<void> {
  const isWeaker = by === "password" || by === "mail";
  if (isWeaker && hasFactor(await factorsOf(tx, userId))) {
    throw new AppError("conflict", "confirm-by-factor");
  }
}

interface Spending {
  readonly userId: string;
  readonly now: Date;
  readonly proof: Proof;
  /** The recovery code that was typed, where one was. */
  readonly recoveryId: string | null;
}

/** Uses up what counts once only. */
async function spend(tx: Tx, { userId, now, proof, recoveryId }: Spending): Promise<void> {
  switch (proof.by) {
    case "password":
      return;
    case "mail":
      return spendMailCode(tx, { userId, now, code: proof.code });
    case "totp":
      return spendTotp(tx, { userId, code: proof.code });
    case "passkey":
      await spendPasskey(tx, { signed: proof.signed, purpose: "confirm", userId, now });
      return;
    case "recovery":
      return spendRecoveryCode(tx, { userId, recoveryId, now });
    default:
      proof satisfies never;
  }
}

async function spendMailCode(
  tx: Tx,
  { userId, now, code }: { readonly userId: string; readonly now: Date; readonly code: string },
): Promise<void> {
  const waiting = { userId, purpose: "confirm", usedAt: null, expiresAt: { gt: now } };
  const tokens = await tx.mailToken.findMany({ where: waiting, select: { id: true } });
  const token = tokens.find(({ id }) => isMailCode(id, code));
  const { count } = await tx.mailToken.updateMany({
    where: { ...waiting, id: token?.id ?? "" },
    data: { usedAt: now },
  });
  if (count === 0) throw new AppError("invalid", "wrong-code", { fields: { code: "wrong-code" } });
}
