import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { askPasskey as ask } from "@/lib/factors/ask-passkey";
import type { ChallengeFor } from "@/lib/factors/challenges";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

const input = z.discriminatedUnion("purpose", [
  z.object({ purpose: z.literal("sign-in") }),
  z.object({ purpose: z.literal("second-step"), step: z.string().min(1).max(40) }),
  z.object({ purpose: z.literal("confirm") }),
]);

/** What a browser needs to have a passkey sign: to sign in, as a second step, or to confirm. */
export const askForPasskey = defineAccountVerb({
  name: "accounts.ask-passkey",
  input,
  output: z.custom<PublicKeyCredentialRequestOptionsJSON>(),
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: ({ purpose }) => ({ details: { purpose } }),
  async run({ tx, scope, now }, wanted) {
    return ask(tx, await whoseOf(tx, scope, { wanted, now }), now);
  },
});

interface Wish {
  readonly wanted: z.output<typeof input>;
  readonly now: Date;
}

async function whoseOf(tx: Tx, scope: Scope, { wanted, now }: Wish): Promise<ChallengeFor> {
  const { purpose } = wanted;
  switch (purpose) {
    case "sign-in":
      return { purpose, userId: null };
    case "confirm":
      return { purpose, userId: personOfScope(scope).userId };
    case "second-step": {
      const step = await tx.secondStep.findFirst({
        where: { id: wanted.step, usedAt: null, expiresAt: { gt: now } },
      });
      if (!step) throw new AppError("conflict", "step-over");
      return { purpose, userId: step.userId };
    }
  }
}
