import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type ChallengePurpose, spendChallenge } from "./challenges";
import { relyingParty } from "./relying-party";
import { readTransports, type SignedPasskey } from "./schema";

/**
 * Checks what a passkey has signed, once, and answers whose it is. `userId`: whose it must be; null
 * signs in whoever holds it, who then must have unlocked it. Throws `passkey-unknown` for one that
 * is not registered here, or does not sign rightly.
 */
export async function spendPasskey(
  tx: Tx,
  facts: {
    readonly signed: SignedPasskey;
    readonly purpose: ChallengePurpose;
    readonly userId: string | null;
    readonly now: Date;
  },
): Promise<{ readonly userId: string; readonly passkeyId: string }> {
  const { signed, purpose, userId, now } = facts;
  const { clientDataJSON } = signed.response;
  const expectedChallenge = await spendChallenge(tx, { purpose, userId }, { clientDataJSON, now });
  const row = await tx.passkey.findUnique({ where: { credentialId: signed.id } });
  if (!row || (userId !== null && row.userId !== userId)) throw unknown();
  const { id: rpId, origin } = relyingParty();
  const checked = await verifyAuthenticationResponse({
    response: { ...signed, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: purpose === "sign-in",
    credential: {
      id: row.credentialId,
      publicKey: Buffer.from(row.publicKey, "base64url"),
      counter: Number(row.counter),
      transports: readTransports(row.transports),
    },
  }).catch(() => null);
  if (!checked?.verified) throw unknown();
  const { newCounter } = checked.authenticationInfo;
  await tx.passkey.updateMany({
    where: { id: row.id },
    data: { counter: newCounter, lastUsedAt: now },
  });
  return { userId: row.userId, passkeyId: row.id };
}

function unknown(): AppError {
  return new AppError("invalid", "passkey-unknown");
}
