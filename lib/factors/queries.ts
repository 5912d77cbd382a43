import { personOfScope, type Scope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, type Tx } from "@/lib/db";
import { factorsOf } from "./factors-of";
import type { FactorKinds, FactorsView } from "./types";

/** The second factors of the signed-in person. */
export async function factorsView(tx: Tx, scope: Scope): Promise<FactorsView> {
  const { userId } = personOfScope(scope);
  const totp = await tx.totp.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { confirmedAt: true },
  });
  const passkeys = await tx.passkey.findMany({
    where: { userId },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const recoveryCodesLeft = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return {
    totpSince: totp?.confirmedAt?.toISOString() ?? null,
    passkeys: passkeys.map(({ createdAt, lastUsedAt, ...named }) => ({
      ...named,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    recoveryCodesLeft,
  };
}

/** What a sign-in that waits for its second step can be ended with; null where it ran out. */
export async function secondStepKinds(stepId: string): Promise<FactorKinds | null> {
  const now = clock.now();
  return asAccounts(async (tx) => {
    const step = await tx.secondStep.findFirst({
      where: { id: stepId, usedAt: null, expiresAt: { gt: now } },
      select: { userId: true },
    });
    return step ? factorsOf(tx, step.userId) : null;
  });
}
