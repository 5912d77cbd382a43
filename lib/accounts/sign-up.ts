import { z } from "zod";
import { lockAddress } from "@/lib/accounts/lock-address";
import { issueMailToken } from "@/lib/accounts/mail-tokens";
import { signUpInput } from "@/lib/accounts/schema";
import { hashPassword } from "@/lib/auth/passwords";
import { countTry } from "@/lib/auth/rate-limits";
import { safePath } from "@/lib/auth/safe-path";
import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { createTeamOfOne, teamNameOf } from "@/lib/teams/create-team-of-one";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

type NewUser = Pick<z.output<typeof signUpInput>, "email" | "name" | "locale" | "entryPage">;

/**
 * Asks for an account. The answer is the same whether or not the address has one: only the mail
 * tells. The password waits with the mailed link and counts once that link is opened.
 */
export const signUp = defineAccountVerb({
  name: "accounts.sign-up",
  input: signUpInput,
  output: z.object({ email: z.string() }),
  permission: "visitor",
  feature: null,
  audit: ({ entryPage }) => ({ details: { entryPage: safePath(entryPage) } }),
  async prepare(_scope, { email, password }) {
    await countTry("mailbox", `sign-up ${email}`);
    return hashPassword(password);
  },
  async run({ tx, now, prepared: passwordHash, wake }, input) {
    const { email, returnTo } = input;
    const user = (await findUser(tx, email)) ?? (await createUser(tx, input, now));
    if (user.emailVerifiedAt) {
      await issueMailToken(tx, { userId: user.id, purpose: "taken", now, passwordHash });
      await tellRepeated(tx, user, now);
    } else {
      const { id: userId, teamId } = user;
      const tokenId = await issueMailToken(tx, {
        userId,
        purpose: "verify",
        now,
        returnTo,
        passwordHash,
      });
      await recordEvent(tx, {
        type: "account.verification-asked",
        teamId,
        userId,
        data: { tokenId },
        at: now,
      });
    }
    wake("notifications.fan-out", {});
    return { email };
  },
});

interface FoundUser {
  readonly id: string;
  readonly teamId: string;
  readonly emailVerifiedAt: Date | null;
}

async function findUser(tx: Tx, email: string): Promise<FoundUser | null> {
  await lockAddress(tx, email);
  const user = await tx.user.findUnique({
    where: { email },
    select: {
      id: true,
      emailVerifiedAt: true,
      memberships: { select: { teamId: true }, orderBy: { createdAt: "asc" }, take: 1 },
    },
  });
  const teamId = user?.memberships[0]?.teamId;
  return user && teamId ? { ...user, teamId } : null;
}

/** Makes a user with a team of one. The address is not yet known to be theirs. */
export async function createUser(
  tx: Tx,
  { email, name, locale, entryPage }: NewUser,
  now: Date,
): Promise<FoundUser> {
  const id = newId("usr");
  const shownName = name || null;
  await tx.user.createMany({
    data: [{ id, email, name: shownName, locale, entryPage: safePath(entryPage), createdAt: now }],
  });
  const team = { userId: id, name: teamNameOf(email, shownName), now };
  const { teamId } = await createTeamOfOne(tx, team);
  return { id, teamId, emailVerifiedAt: null };
}

async function tellRepeated(tx: Tx, { id, teamId }: FoundUser, now: Date): Promise<void> {
  await recordEvent(tx, {
    type: "account.sign-up-repeated",
    teamId,
    userId: id,
    data: {},
    at: now,
  });
}
