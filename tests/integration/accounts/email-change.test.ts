import { describe, expect, it } from "vitest";
import { askEmailChange } from "@/lib/accounts/ask-email-change";
import { askReset } from "@/lib/accounts/ask-reset";
import { changeEmail } from "@/lib/accounts/change-email";
import { changePassword } from "@/lib/accounts/change-password";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { resetPassword } from "@/lib/accounts/reset-password";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { eraseAccounts } from "@/lib/erasure/erase-accounts";
import { fanOut } from "@/lib/notifications/fan-out";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { linkOfChange } from "@/tests/factories/email-change";
import {
  makePerson,
  newEmail,
  newestLink,
  PASSWORD,
  type Person,
  signInAgain,
  visitor,
} from "@/tests/factories/people";

closeAfterwards();

async function newestChange({ userId }: Person) {
  return asAccounts((tx) =>
    tx.emailChange.findFirstOrThrow({ where: { userId }, orderBy: { createdAt: "desc" } }),
  );
}

/** To whom the events of one type are delivered: ids of users, or of changes of address. */
async function hearersOf({ userId }: Person, type: string): Promise<string[]> {
  await fanOut(clock.now());
  const rows = await asWorker((tx) => tx.delivery.findMany({ where: { event: { userId, type } } }));
  return rows.map((row) => row.userId);
}

describe("changing the address", () => {
  it("waits for the link mailed to the new address, and tells the old one", async () => {
    const person = await makePerson();
    const email = newEmail();
    await runVerb(askEmailChange, person.scope, { email });
    const { id } = await newestChange(person);
    expect(await hearersOf(person, "account.email-change-asked")).toEqual([id]);
    await signInAgain(person.email);
    await runVerb(changeEmail, visitor(), { token: linkOfChange(id) });
    expect(await signInAgain(email)).toMatch(/^ses_/);
    await expect(signInAgain(person.email)).rejects.toMatchObject({ reason: "wrong-password" });
    expect(await hearersOf(person, "account.email-changed")).toEqual([id]);
  });

  it("takes the newest link alone, once", async () => {
    const person = await makePerson();
    await runVerb(askEmailChange, person.scope, { email: newEmail() });
    const first = await newestChange(person);
    await runVerb(askEmailChange, person.scope, { email: newEmail() });
    const used = { reason: "link-used" };
    const early = runVerb(changeEmail, visitor(), { token: linkOfChange(first.id) });
    await expect(early).rejects.toMatchObject(used);
    const token = linkOfChange((await newestChange(person)).id);
    await runVerb(changeEmail, visitor(), { token });
    await expect(runVerb(changeEmail, visitor(), { token })).rejects.toMatchObject(used);
  });

  it("never takes the address of another account, and says so to who reads its mail alone", async () => {
    const [person, holder] = [await makePerson(), await makePerson()];
    const answer = await runVerb(askEmailChange, person.scope, { email: holder.email });
    expect(answer).toEqual({ email: holder.email });
    const token = linkOfChange((await newestChange(person)).id);
    await expect(runVerb(changeEmail, visitor(), { token })).rejects.toMatchObject({
      reason: "email-taken",
    });
  });

  it("takes an address that somebody signed up with and never verified", async () => {
    const person = await makePerson();
    const email = newEmail();
    await runVerb(signUp, visitor(), { email, password: PASSWORD, locale: "en" });
    const verify = await newestLink(email, "verify");
    const { id: userId, teamId } = await asAccounts(async (tx) => {
      const { id, memberships } = await tx.user.findUniqueOrThrow({
        where: { email },
        include: { memberships: true },
      });
      return { id, teamId: memberships[0]?.teamId ?? "" };
    });
    await runVerb(askEmailChange, person.scope, { email });
    const token = linkOfChange((await newestChange(person)).id);
    await runVerb(changeEmail, visitor(), { token });
    expect(await signInAgain(email)).toMatch(/^ses_/);
    await expect(runVerb(verifyEmail, visitor(), { token: verify })).rejects.toMatchObject({
      reason: "link-unknown",
    });
    await eraseAccounts();
    const erasure = await asAccounts((tx) => tx.accountErasure.findUnique({ where: { userId } }));
    expect(erasure).toMatchObject({ state: "done", teamIds: [teamId] });
    const left = await asWorker((tx) => tx.event.count({ where: { teamId } }));
    expect(left).toBe(0);
  });

  it("ends the links that were mailed to the old address", async () => {
    const person = await makePerson();
    await runVerb(askReset, visitor(), { email: person.email });
    const token = await newestLink(person.email, "reset");
    await runVerb(askEmailChange, person.scope, { email: newEmail() });
    const link = linkOfChange((await newestChange(person)).id);
    await runVerb(changeEmail, visitor(), { token: link });
    const late = runVerb(resetPassword, visitor(), { token, password: "a brand new secret" });
    await expect(late).rejects.toMatchObject({ reason: "link-used" });
  });

  it.each([
    ["a new password", (person: Person) => change(person)],
    ["the end of all other sessions", ({ scope }: Person) => runVerb(endOtherSessions, scope, {})],
    ["signing out everywhere", ({ scope }: Person) => runVerb(signOutEverywhere, scope, {})],
  ])("a link still out opens nothing after %s", async (_what, secure) => {
    const person = await makePerson();
    await runVerb(askEmailChange, person.scope, { email: newEmail() });
    const token = linkOfChange((await newestChange(person)).id);
    await secure(person);
    const late = runVerb(changeEmail, visitor(), { token });
    await expect(late).rejects.toMatchObject({ reason: "link-used" });
  });
});

function change({ scope }: Person) {
  const password = "a brand new secret";
  return runVerb(changePassword, scope, { current: PASSWORD, password });
}
