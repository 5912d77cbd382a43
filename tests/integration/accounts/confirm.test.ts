import { describe, expect, it } from "vitest";
import { askConfirmCode } from "@/lib/accounts/ask-confirm-code";
import { confirm } from "@/lib/accounts/confirm";
import { confirmWays } from "@/lib/accounts/queries";
import { FRESH_MINUTES } from "@/lib/auth/fresh";
import { mailCode } from "@/lib/auth/mail-code";
import { asAccounts } from "@/lib/db";
import { addKey } from "@/lib/provider-keys/add-key";
import { handOver } from "@/lib/teams/hand-over";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { giveRecoveryCode, giveTotp } from "@/tests/factories/factors";
import { makePerson, PASSWORD, type Person, scopeOf } from "@/tests/factories/people";
import { codeOf } from "@/tests/factories/totp-code";

closeAfterwards();

/** The same person, whose browser was left open for longer than a session stays fresh. */
async function staleAgain({ sessionId }: Person) {
  const long = new Date(Date.now() - (FRESH_MINUTES + 1) * 60_000);
  await asAccounts((tx) =>
    tx.session.updateMany({
      where: { id: sessionId },
      data: { createdAt: long, confirmedAt: null },
    }),
  );
  return scopeOf(sessionId);
}

const newKey = { providerId: "runpod", name: "Key", credentials: { apiKey: "short" } };
const needed = { code: "forbidden", reason: "confirm-needed" };

async function withoutPassword(person: Person): Promise<void> {
  await asAccounts((tx) =>
    tx.user.updateMany({ where: { id: person.userId }, data: { passwordHash: null } }),
  );
}

async function newestCode({ userId }: Person): Promise<string> {
  const { id } = await asAccounts((tx) =>
    tx.mailToken.findFirstOrThrow({
      where: { userId, purpose: "confirm" },
      orderBy: { createdAt: "desc" },
    }),
  );
  return mailCode(id);
}

describe("what guards money and accounts", () => {
  it("is done at once right after signing in, and asks for confirmation later", async () => {
    const person = await makePerson();
    await expect(runVerb(addKey, person.scope, newKey)).rejects.not.toMatchObject(needed);
    const stale = await staleAgain(person);
    await expect(runVerb(addKey, stale, newKey)).rejects.toMatchObject(needed);
    const heir = { memberId: "mem_x", teamName: "x" };
    await expect(runVerb(handOver, stale, heir)).rejects.toMatchObject(needed);
  });

  it("is done again after the password was shown, in this browser alone", async () => {
    const person = await makePerson();
    const stale = await staleAgain(person);
    await runVerb(confirm, stale, { by: "password", password: PASSWORD });
    const fresh = await scopeOf(person.sessionId);
    await expect(runVerb(addKey, fresh, newKey)).rejects.not.toMatchObject(needed);
    await expect(runVerb(addKey, stale, newKey)).rejects.toMatchObject(needed);
  });
});

describe("confirming", () => {
  it("refuses a wrong password, and after ten of them the right one as well", async () => {
    const { scope } = await makePerson();
    for (let tries = 0; tries < 10; tries += 1) {
      await expect(
        runVerb(confirm, scope, { by: "password", password: "not it" }),
      ).rejects.toMatchObject({ reason: "wrong-current-password" });
    }
    await expect(
      runVerb(confirm, scope, { by: "password", password: PASSWORD }),
    ).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("sends a code to accounts without a password, which counts once", async () => {
    const person = await makePerson();
    await expect(runVerb(askConfirmCode, person.scope, {})).rejects.toMatchObject({
      reason: "confirm-otherwise",
    });
    await withoutPassword(person);
    const stale = await staleAgain(person);
    await runVerb(askConfirmCode, stale, {});
    const code = await newestCode(person);
    const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
    await runVerb(confirm, stale, { by: "mail", code: spaced });
    await expect(runVerb(confirm, stale, { by: "mail", code })).rejects.toMatchObject({
      reason: "wrong-code",
    });
    const fresh = await scopeOf(person.sessionId);
    await expect(runVerb(addKey, fresh, newKey)).rejects.not.toMatchObject(needed);
  });

  it("wants the second factor of whoever has one, or a recovery code for it, once", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const recovery = await giveRecoveryCode(person.userId);
    const stale = await staleAgain(person);
    const byPassword = { by: "password", password: PASSWORD };
    await expect(runVerb(confirm, stale, byPassword)).rejects.toMatchObject({
      reason: "confirm-by-factor",
    });
    expect(await confirmWays(stale)).toMatchObject({ password: false, totp: true, recovery: true });
    await runVerb(confirm, stale, { by: "recovery", code: recovery });
    const fresh = await scopeOf(person.sessionId);
    await expect(runVerb(addKey, fresh, newKey)).rejects.not.toMatchObject(needed);
    const again = runVerb(confirm, stale, { by: "recovery", code: recovery });
    await expect(again).rejects.toMatchObject({ reason: "wrong-recovery-code" });
    const third = await staleAgain(person);
    await runVerb(confirm, third, { by: "totp", code: codeOf(secret) });
  });

  it("takes the newest code alone, and nobody else's", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    for (const one of [person, other]) {
      await withoutPassword(one);
      await runVerb(askConfirmCode, one.scope, {});
    }
    const earlier = await newestCode(person);
    await runVerb(askConfirmCode, person.scope, {});
    for (const code of [earlier, await newestCode(other)]) {
      await expect(runVerb(confirm, person.scope, { by: "mail", code })).rejects.toMatchObject({
        reason: "wrong-code",
      });
    }
    await runVerb(confirm, person.scope, { by: "mail", code: await newestCode(person) });
  });
});
