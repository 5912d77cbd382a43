import { openSession } from "@/lib/accounts/open-session";
import { finishSignInInput, openedSession } from "@/lib/accounts/schema";
import { spendRecoveryCode } from "@/lib/accounts/spend-recovery-code";
import { countTry } from "@/lib/auth/rate-limits";
import { clock } from "@/lib/clock";
import { asAccounts, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { findRecoveryCode } from "@/lib/factors/recovery-codes";
import { spendPasskey } from "@/lib/factors/spend-passkey";
import { spendTotp } from "@/lib/factors/spend-totp";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * The second step of a sign-in: a code of the authenticator app, a passkey, or a recovery code, each
 * of which counts once. Tries are counted per account; the step ends with the sign-in.
 */
export const finishSignIn = defineAccountVerb({
  name: "accounts.finish-sign-in",
  input: finishSignInInput,
  output: openedSession,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: ({ proof }, { userId }) => ({ target: userId, details: { by: proof.by } }),
  async prepare(_scope, { step, proof }) {
    const now = clock.now();
    const { userId } = await asAccounts((tx) => findStep(tx, step, now));
    await countTry("secondStep", userId);
    return proof.by === "recovery" ? findRecoveryCode(userId, proof.code) : null;
  },
  async run({ tx, scope, now, prepared: recoveryId, wake, forgetTries }, { step, proof }) {
    const { userId } = await findStep(tx, step, now);
    const won = await tx.secondStep.updateMany({
      where: { id: step, usedAt: null },
      data: { usedAt: now },
    });
    if (won.count === 0) throw new AppError("conflict", "step-over");
    switch (proof.by) {
      case "totp":
        await spendTotp(tx, { userId, code: proof.code });
        break;
      case "passkey":
        await spendPasskey(tx, { signed: proof.signed, purpose: "second-step", userId, now });
        break;
      case "recovery":
        await spendRecoveryCode(tx, { userId, recoveryId, now });
        wake("notifications.fan-out", {});
        break;
      default:
        proof satisfies never;
    }
    forgetTries("secondStep", userId);
    return { sessionId: await openSession(tx, scope, { userId, now }), userId, returnTo: null };
  },
});

async function findStep(tx: Tx, id: string, now: Date): Promise<{ readonly userId: string }> {
  const step = await tx.secondStep.findFirst({
    where: { id, usedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { userId: true },
  });
  if (!step) throw new AppError("conflict", "step-over");
  return step;
}
