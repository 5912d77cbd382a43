import { admit } from "@/lib/accounts/admit";
import { findPendingPassword } from "@/lib/accounts/pending-password";
import { findByEmail } from "@/lib/accounts/queries";
import { admission, signInInput } from "@/lib/accounts/schema";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/auth/passwords";
import { countTry, forgetTries, uncountTry } from "@/lib/auth/rate-limits";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Signs in with address and password, or has the sign-in wait for its second step. Tries are counted per account and per client address, and a
 * good one is taken back. An address nobody verified gets in only through its mailed link; who
 * signed up in vain for an address that has an account hears the same as there.
 */
export const signIn = defineAccountVerb({
  name: "accounts.sign-in",
  input: signInInput,
  output: admission,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: (_input, { userId }) => ({ target: userId }),
  async prepare({ address }, { email, password }) {
    const from = address ?? "unknown";
    await countTry("signInAddress", from);
    await countTry("signInAccount", email);
    const user = await checkPassword(email, password);
    await forgetTries("signInAccount", email);
    await uncountTry("signInAddress", from);
    return user;
  },
  async run({ tx, scope, now, prepared: { userId, newHash } }) {
    if (newHash) {
      await tx.user.updateMany({ where: { id: userId }, data: { passwordHash: newHash } });
    }
    return admit(tx, scope, { userId, now });
  },
});

async function checkPassword(email: string, password: string) {
  const user = await findByEmail(email);
  const stored = user?.passwordHash ?? null;
  const matches = await verifyPassword(stored, password);
  if (!user?.emailVerifiedAt || !stored || !matches) {
    const pending = await findPendingPassword(user?.id ?? null, password);
    throw pending
      ? new AppError("forbidden", "email-unverified")
      : new AppError("invalid", "wrong-password");
  }
  if (user.disabledAt) throw new AppError("forbidden", "account-disabled");
  return { userId: user.id, newHash: needsRehash(stored) ? await hashPassword(password) : null };
}
