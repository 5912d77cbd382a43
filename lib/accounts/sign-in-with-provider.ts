import { z } from "zod";
import { admit } from "@/lib/accounts/admit";
import { lockAddress } from "@/lib/accounts/lock-address";
import { admission } from "@/lib/accounts/schema";
import { createUser } from "@/lib/accounts/sign-up";
import { email } from "@/lib/auth/schema";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

const input = z.object({
  provider: z.enum(["github", "google"]),
  providerAccountId: z.string().min(1).max(200),
  /** The address the provider says it has verified; `null` where it says no such thing. */
  verifiedEmail: email.nullable(),
  name: z.string().max(100).nullable(),
  locale: z.enum(["en", "zh"]),
});
type ProviderSignIn = z.output<typeof input>;

/**
 * Signs in by way of GitHub or Google. Called by the sign-in route alone, which has the provider's
 * word for the input. Never joins an account that already holds the address; a sign-up nobody
 * verified gives way.
 */
export const signInWithProvider = defineAccountVerb({
  name: "accounts.sign-in-with-provider",
  input,
  output: admission,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: ({ provider }, { userId }) => ({ target: userId, details: { provider } }),
  async run({ tx, scope, now }, facts) {
    const userId = (await findLogin(tx, facts)) ?? (await joinOrCreate(tx, facts, now));
    return admit(tx, scope, { userId, now });
  },
});

async function findLogin(tx: Tx, { provider, providerAccountId }: ProviderSignIn) {
  const login = await tx.login.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { userId: true, user: { select: { disabledAt: true } } },
  });
  if (login?.user.disabledAt) throw new AppError("forbidden", "account-disabled");
  return login?.userId;
}

async function joinOrCreate(tx: Tx, facts: ProviderSignIn, now: Date): Promise<string> {
  const { provider, providerAccountId, verifiedEmail, name, locale } = facts;
  if (!verifiedEmail) throw new AppError("forbidden", "oauth-email-unverified");
  await lockAddress(tx, verifiedEmail);
  const known = await tx.user.findUnique({ where: { email: verifiedEmail } });
  if (known?.emailVerifiedAt) throw new AppError("conflict", "oauth-address-taken");
  const user = known ?? (await createUser(tx, { email: verifiedEmail, name, locale }, now));
  await tx.mailToken.deleteMany({ where: { userId: user.id } });
  await tx.user.updateMany({
    where: { id: user.id },
    data: { emailVerifiedAt: now, passwordHash: null, name, locale },
  });
  await tx.login.createMany({
    data: [{ id: newId("acc"), userId: user.id, provider, providerAccountId, createdAt: now }],
  });
  return user.id;
}
