import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { Tx } from "@/lib/db";
import { type ChallengeFor, issueChallenge } from "./challenges";
import { relyingParty } from "./relying-party";
import { readTransports } from "./schema";

/** What a browser needs to have a passkey sign: one of the person's, or any that it knows. */
export async function askPasskey(
  tx: Tx,
  wanted: ChallengeFor,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { userId, purpose } = wanted;
  const known = userId === null ? [] : await tx.passkey.findMany({ where: { userId } });
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: await issueChallenge(tx, wanted, now),
    userVerification: purpose === "sign-in" ? "required" : "preferred",
    ...(userId !== null && {
      allowCredentials: known.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: readTransports(transports),
      })),
    }),
  });
}
