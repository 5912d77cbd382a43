import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { spendChallenge } from "./challenges";
import { prepareFirstCodes, storeFirstCodes } from "./first-codes";
import { relyingParty } from "./relying-party";
import { madePasskey, newCodes, passkeyName, readTransports } from "./schema";
import { settleAdded } from "./settle-factors";

type MadePasskey = z.output<typeof madePasskey>;

/** Keeps the public half of a passkey that a browser has just made. */
export const addPasskey = defineAccountVerb({
  name: "accounts.add-passkey",
  input: z.object({ name: passkeyName, made: madePasskey }),
  output: newCodes,
  secretAnswer: true,
  permission: "self",
  feature: null,
  fresh: true,
  audit: ({ name }) => ({ details: { name } }),
  async prepare(scope, { made }) {
    const { userId } = personOfScope(scope);
    await countTry("confirm", userId);
    const wanted = { purpose: "add", userId } as const;
    const spent = { clientDataJSON: made.response.clientDataJSON, now: clock.now() };
    const challenge = await asAccounts((tx) => spendChallenge(tx, wanted, spent));
    const credential = await readMade(made, challenge);
    return { credential, codes: await prepareFirstCodes(userId) };
  },
  async run({ tx, scope, now, prepared, wake, forgetTries }, { name, made }) {
    const { userId, sessionId } = personOfScope(scope);
    const { id: credentialId, publicKey, counter } = prepared.credential;
    const { count } = await tx.passkey.createMany({
      data: [
        {
          id: newId("psk"),
          userId,
          name,
          credentialId,
          publicKey: Buffer.from(publicKey).toString("base64url"),
          counter,
          transports: readTransports(made.response.transports ?? []),
          createdAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "passkey-known");
    await settleAdded(tx, { userId, sessionId, now, kind: "passkey", name });
    forgetTries("confirm", userId);
    wake("notifications.fan-out", {});
    return storeFirstCodes(tx, prepared.codes, { userId, now });
  },
});

async function readMade(made: MadePasskey, expectedChallenge: string) {
  const { id: rpId, origin } = relyingParty();
  const { response, ...rest } = made;
  const { transports = [], ...data } = response;
  const checked = await verifyRegistrationResponse({
    response: {
      ...rest,
      clientExtensionResults: {},
      response: { ...data, transports: readTransports(transports) },
    },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
  }).catch(() => null);
  if (!checked?.verified) throw new AppError("invalid", "passkey-unreadable");
  return checked.registrationInfo.credential;
}
