import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from "@simplewebauthn/server";
import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { issueChallenge } from "./challenges";
import { relyingParty } from "./relying-party";
import { nothing, readTransports } from "./schema";

const MOST = 20;

/** What a browser needs to make a passkey for the signed-in person. */
export const beginPasskey = defineAccountVerb({
  name: "accounts.begin-passkey",
  input: nothing,
  output: z.custom<PublicKeyCredentialCreationOptionsJSON>(),
  secretAnswer: true,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async run({ tx, scope, now }) {
    const { userId } = personOfScope(scope);
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true, name: true, passkeys: true },
    });
    if (user.passkeys.length >= MOST) throw new AppError("limit-reached", "passkeys-full");
    const { name: rpName, id: rpID } = relyingParty();
    return generateRegistrationOptions({
      rpName,
      rpID,
      userID: Buffer.from(userId),
      userName: user.email,
      userDisplayName: user.name ?? user.email,
      challenge: await issueChallenge(tx, { purpose: "add", userId }, now),
      attestationType: "none",
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      excludeCredentials: user.passkeys.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: readTransports(transports),
      })),
    });
  },
});
