import { describe, expect, it } from "vitest";
import { askForPasskey } from "@/lib/accounts/ask-passkey";
import { askReset } from "@/lib/accounts/ask-reset";
import { changePassword } from "@/lib/accounts/change-password";
import { confirm } from "@/lib/accounts/confirm";
import { finishSignIn } from "@/lib/accounts/finish-sign-in";
import { resetPassword } from "@/lib/accounts/reset-password";
import { signIn } from "@/lib/accounts/sign-in";
import { signInWithPasskey } from "@/lib/accounts/sign-in-with-passkey";
import { readSession } from "@/lib/auth/read-session";
import { asAccounts, asWorker, mostConnections } from "@/lib/db";
import { addPasskey } from "@/lib/factors/add-passkey";
import { beginPasskey } from "@/lib/factors/begin-passkey";
import { beginTotp } from "@/lib/factors/begin-totp";
import { confirmTotp } from "@/lib/factors/confirm-totp";
import { removePasskey } from "@/lib/factors/remove-passkey";
import { removeTotp } from "@/lib/factors/remove-totp";
import { renewRecoveryCodes } from "@/lib/factors/renew-recovery-codes";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { Device, giveRecoveryCode, giveTotp } from "@/tests/factories/factors";
import {
  makePerson,
  newestLink,
  PASSWORD,
  type Person,
  signInAgain,
  visitor,
} from "@/tests/factories/people";
import { codeOf } from "@/tests/factories/totp-code";

closeAfterwards();

/** Address and password are right; answers under which id the sign-in waits. */
async function firstStep(email: string, password = PASSWORD): Promise<string> {
  const admitted = await runVerb(signIn, visitor(), { email, password });
  if (!("secondStep" in admitted)) throw new Error("signed in without a second step");
  return admitted.secondStep;
}

const finish = (step: string, proof: object) => runVerb(finishSignIn, visitor(), { step, proof });

async function eventsOf({ userId }: Person) {
  const rows = await asWorker((tx) =>
    tx.event.findMany({ where: { userId }, orderBy: [{ at: "asc" }, { id: "asc" }] }),
  );
  return rows.map(({ type }) => type);
}

async function addDevice({ scope }: Person, device = new Device()) {
  const { challenge } = await runVerb(beginPasskey, scope, {});
  const made = await runVerb(addPasskey, scope, { name: "Laptop", made: device.make(challenge) });
  return { device, ...made };
}

describe("an authenticator app", () => {
  it("counts from its first right code on, which answers ten recovery codes and ends other sessions", async () => {
    const person = await makePerson();
    const other = await signInAgain(person.email);
    const { secret, qr } = await runVerb(beginTotp, person.scope, {});
    expect(qr.size).toBeGreaterThan(20);
    await expect(runVerb(confirmTotp, person.scope, { code: "000000" })).rejects.toMatchObject({
      reason: "wrong-code",
    });
    expect(
      "sessionId" in
        (await runVerb(signIn, visitor(), { email: person.email, password: PASSWORD })),
    ).toBe(true);
    const { codes } = await runVerb(confirmTotp, person.scope, { code: codeOf(secret) });
    expect(new Set(codes).size).toBe(10);
    expect(await readSession(other, "")).toBeNull();
    expect(await eventsOf(person)).toContain("account.second-factor-added");
    const step = await firstStep(person.email);
    const { sessionId } = await finish(step, { by: "totp", code: codeOf(secret, 1) });
    expect(await readSession(sessionId, "")).not.toBeNull();
  });

  it("is sealed: nothing of its secret stands in the row, and another person's row does not open", async () => {
    const [person, thief] = [await makePerson(), await makePerson()];
    const secret = await giveTotp(person.userId);
    const row = await asAccounts((tx) =>
      tx.totp.findUniqueOrThrow({ where: { userId: person.userId } }),
    );
    expect(JSON.stringify({ ...row, lastStep: 0 })).not.toContain(secret);
    const { kekId, wrappedKey, ciphertext } = row;
    await giveTotp(thief.userId);
    await asAccounts((tx) =>
      tx.totp.update({ where: { userId: thief.userId }, data: { kekId, wrappedKey, ciphertext } }),
    );
    const step = await firstStep(thief.email);
    await expect(finish(step, { by: "totp", code: codeOf(secret) })).rejects.toThrow();
  });

  it("has each code work once, and none older than one that was used", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    await finish(await firstStep(person.email), { by: "totp", code: codeOf(secret) });
    const step = await firstStep(person.email);
    for (const code of [codeOf(secret), codeOf(secret, -1), codeOf(secret, 3)]) {
      await expect(finish(step, { by: "totp", code })).rejects.toMatchObject({
        reason: "wrong-code",
      });
    }
    await finish(step, { by: "totp", code: codeOf(secret, 1) });
  });

  it("lets of the same code sent at once one in", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const steps = [await firstStep(person.email), await firstStep(person.email)];
    const proof = { by: "totp", code: codeOf(secret) };
    const ends = await Promise.allSettled(steps.map((step) => finish(step, proof)));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("cannot be guessed: after ten wrong codes the right one is refused as well", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const step = await firstStep(person.email);
    for (let tries = 0; tries < 10; tries += 1) {
      await finish(step, { by: "totp", code: "000000" }).catch(() => null);
    }
    const late = finish(await firstStep(person.email), { by: "totp", code: codeOf(secret) });
    await expect(late).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("confirms over the last connection that is free", async () => {
    const person = await makePerson();
    const proof = { by: "totp", code: codeOf(await giveTotp(person.userId)) } as const;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const held = mostConnections.ch_accounts - 1;
    const others = Array.from({ length: held }, () => asAccounts(() => gate));
    try {
      // Over a second connection it would wait for one of the others, which wait for it.
      await runVerb(confirm, person.scope, proof);
    } finally {
      open();
      await Promise.all(others);
    }
  });

  it("confirms that it is the person, once a code", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const proof = { by: "totp", code: codeOf(secret) } as const;
    await runVerb(confirm, person.scope, proof);
    await expect(runVerb(confirm, person.scope, proof)).rejects.toMatchObject({
      reason: "wrong-code",
    });
  });

  it("stays after a new password was chosen by mail", async () => {
    const person = await makePerson();
    await giveTotp(person.userId);
    await runVerb(askReset, visitor(), { email: person.email });
    const token = await newestLink(person.email, "reset");
    const password = "a brand new secret";
    await runVerb(resetPassword, visitor(), { token, password });
    expect(await firstStep(person.email, password)).toMatch(/^stp_/);
  });

  it("gone, asks nobody for a second step, takes the recovery codes along and is told by mail", async () => {
    const person = await makePerson();
    await giveTotp(person.userId);
    await giveRecoveryCode(person.userId);
    await runVerb(removeTotp, person.scope, {});
    expect(await signInAgain(person.email)).toMatch(/^ses_/);
    const left = await asAccounts((tx) =>
      tx.recoveryCode.count({ where: { userId: person.userId } }),
    );
    expect(left).toBe(0);
    expect(await eventsOf(person)).toContain("account.second-factor-removed");
  });
});

describe("a recovery code", () => {
  it("signs in once, is told by mail, and none from before new ones were made", async () => {
    const person = await makePerson();
    await giveTotp(person.userId);
    const { codes } = await runVerb(renewRecoveryCodes, person.scope, {});
    const [first = "", second = ""] = codes;
    await finish(await firstStep(person.email), { by: "recovery", code: first.toUpperCase() });
    expect(await eventsOf(person)).toContain("account.recovery-code-used");
    const again = finish(await firstStep(person.email), { by: "recovery", code: first });
    await expect(again).rejects.toMatchObject({ reason: "wrong-recovery-code" });
    await runVerb(renewRecoveryCodes, person.scope, {});
    const old = finish(await firstStep(person.email), { by: "recovery", code: second });
    await expect(old).rejects.toMatchObject({ reason: "wrong-recovery-code" });
  });

  it("is kept as a hash alone", async () => {
    const { userId, scope } = await makePerson();
    await giveTotp(userId);
    const { codes } = await runVerb(renewRecoveryCodes, scope, {});
    const rows = await asAccounts((tx) => tx.recoveryCode.findMany({ where: { userId } }));
    const stored = JSON.stringify(rows);
    for (const code of codes) expect(stored).not.toContain(code.replace("-", ""));
    expect(rows).toHaveLength(10);
  });
});

describe("a sign-in that waits for its second step", () => {
  it("is over when its password is changed", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const step = await firstStep(person.email);
    const password = "a brand new secret";
    await runVerb(changePassword, person.scope, { current: PASSWORD, password });
    const late = finish(step, { by: "totp", code: codeOf(secret) });
    await expect(late).rejects.toMatchObject({ reason: "step-over" });
  });

  it("is over once it was finished, after ten minutes, and for any other id", async () => {
    const person = await makePerson();
    const secret = await giveTotp(person.userId);
    const over = { reason: "step-over" };
    const proof = (halfMinutes = 0) => ({ by: "totp", code: codeOf(secret, halfMinutes) });
    await expect(finish("stp_unknown", proof())).rejects.toMatchObject(over);
    const late = await firstStep(person.email);
    await asAccounts((tx) =>
      tx.secondStep.updateMany({ where: { id: late }, data: { expiresAt: new Date() } }),
    );
    await expect(finish(late, proof())).rejects.toMatchObject(over);
    const step = await firstStep(person.email);
    await finish(step, proof());
    await expect(finish(step, proof(1))).rejects.toMatchObject(over);
  });

  it("is not finished by somebody else's second factor", async () => {
    const [person, thief] = [await makePerson(), await makePerson()];
    await giveTotp(person.userId);
    const own = await giveTotp(thief.userId);
    const code = await giveRecoveryCode(thief.userId);
    const step = await firstStep(person.email);
    await expect(finish(step, { by: "totp", code: codeOf(own) })).rejects.toThrow();
    await expect(finish(step, { by: "recovery", code })).rejects.toThrow();
    const device = new Device();
    await device.give(thief.userId);
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "second-step", step });
    const signed = device.sign(challenge);
    await expect(finish(step, { by: "passkey", signed })).rejects.toMatchObject({
      reason: "passkey-unknown",
    });
  });
});

describe("a passkey", () => {
  it("that signed no challenge costs no hashing, and is counted", async () => {
    const person = await makePerson();
    const made = new Device().make(Buffer.alloc(32).toString("base64url"));
    const add = () => runVerb(addPasskey, person.scope, { name: "Laptop", made });
    const began = performance.now();
    for (let tries = 0; tries < 10; tries += 1) {
      await expect(add()).rejects.toMatchObject({ reason: "passkey-too-late" });
    }
    expect(performance.now() - began).toBeLessThan(2_000);
    await expect(add()).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("is a second step after the password, and signs in by itself", async () => {
    const person = await makePerson();
    const { device, codes } = await addDevice(person);
    expect(codes).toHaveLength(10);
    const step = await firstStep(person.email);
    const asked = await runVerb(askForPasskey, visitor(), { purpose: "second-step", step });
    expect(asked.allowCredentials).toHaveLength(1);
    await finish(step, { by: "passkey", signed: device.sign(asked.challenge) });

    const alone = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    expect(alone.allowCredentials).toBeUndefined();
    const signed = device.sign(alone.challenge);
    const { userId, sessionId } = await runVerb(signInWithPasskey, visitor(), { signed });
    expect(userId).toBe(person.userId);
    expect(await readSession(sessionId, "")).not.toBeNull();
  });

  it("signs in alone only from a device that was unlocked", async () => {
    const person = await makePerson();
    const { device } = await addDevice(person);
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    const signed = device.sign(challenge, { isUnlocked: false });
    await expect(runVerb(signInWithPasskey, visitor(), { signed })).rejects.toMatchObject({
      reason: "passkey-unknown",
    });
  });

  it("signs each challenge once, and none that was asked for something else or not at all", async () => {
    const person = await makePerson();
    const { device } = await addDevice(person);
    const late = { reason: "passkey-too-late" };
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    const signed = device.sign(challenge);
    const proof = { by: "passkey", signed } as const;
    await expect(runVerb(confirm, person.scope, proof)).rejects.toMatchObject(late);
    await runVerb(signInWithPasskey, visitor(), { signed });
    await expect(runVerb(signInWithPasskey, visitor(), { signed })).rejects.toMatchObject(late);
    const own = device.sign(Buffer.from("made up").toString("base64url"));
    await expect(runVerb(signInWithPasskey, visitor(), { signed: own })).rejects.toMatchObject(
      late,
    );
  });

  it("of a forged signature opens nothing", async () => {
    const person = await makePerson();
    const { device } = await addDevice(person);
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    const signed = device.sign(challenge);
    const { signature } = new Device().sign(challenge).response;
    const forged = { ...signed, response: { ...signed.response, signature } };
    await expect(runVerb(signInWithPasskey, visitor(), { signed: forged })).rejects.toMatchObject({
      reason: "passkey-unknown",
    });
  });

  it("confirms that it is the person", async () => {
    const person = await makePerson();
    const { device } = await addDevice(person);
    const { challenge } = await runVerb(askForPasskey, person.scope, { purpose: "confirm" });
    await runVerb(confirm, person.scope, { by: "passkey", signed: device.sign(challenge) });
  });

  it("that was removed opens nothing; several stand side by side, each with its name", async () => {
    const person = await makePerson();
    const first = await addDevice(person);
    const second = await addDevice(person);
    expect(second.codes).toEqual([]);
    const rows = await asAccounts((tx) =>
      tx.passkey.findMany({ where: { userId: person.userId }, orderBy: { createdAt: "asc" } }),
    );
    expect(rows.map(({ name }) => name)).toEqual(["Laptop", "Laptop"]);
    await runVerb(removePasskey, person.scope, { passkeyId: rows[0]?.id ?? "" });
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    const signed = first.device.sign(challenge);
    await expect(runVerb(signInWithPasskey, visitor(), { signed })).rejects.toMatchObject({
      reason: "passkey-unknown",
    });
    expect(await firstStep(person.email)).toMatch(/^stp_/);
  });

  it("is removed by nobody else", async () => {
    const [person, thief] = [await makePerson(), await makePerson()];
    const passkeyId = await new Device().give(person.userId);
    await expect(runVerb(removePasskey, thief.scope, { passkeyId })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
