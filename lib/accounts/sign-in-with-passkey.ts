import { z } from "zod";
import { openSession } from "@/lib/accounts/open-session";
import { openedSession } from "@/lib/accounts/schema";
import { countTry } from "@/lib/auth/rate-limits";
import { AppError } from "@/lib/errors";
import { signedPasskey } from "@/lib/factors/schema";
import { spendPasskey } from "@/lib/factors/spend-passkey";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Signs in by a passkey alone. It was unlocked on its device, so it is both steps at once. */
export const signInWithPasskey = defineAccountVerb({
  name: "accounts.sign-in-with-passkey",
  input: z.object({ signed: signedPasskey }),
  output: openedSession,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: (_input, { userId }) => ({ target: userId }),
  prepare: ({ address }) => countTry("signInAddress", address ?? "unknown"),
  async run({ tx, scope, now }, { signed }) {
    const { userId } = await spendPasskey(tx, { signed, purpose: "sign-in", userId: null, now });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (user.disabledAt) throw new AppError("forbidden", "account-disabled");
    return { sessionId: await openSession(tx, scope, { userId, now }), userId, returnTo: null };
  },
});
