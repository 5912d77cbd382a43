import { describe, expect, it } from "vitest";
import { askReset } from "@/lib/accounts/ask-reset";
import { changePassword } from "@/lib/accounts/change-password";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endSession } from "@/lib/accounts/end-session";
import { resetPassword } from "@/lib/accounts/reset-password";
import { securityView } from "@/lib/accounts/security-view";
import { sessionHandle } from "@/lib/accounts/session-handle";
import { signIn } from "@/lib/accounts/sign-in";
import { signOut } from "@/lib/accounts/sign-out";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { readSession } from "@/lib/auth/read-session";
import { openSessionId, sealSessionId } from "@/lib/auth/session-cookie";
import { asAccounts } from "@/lib/db";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import {
  makeMember,
  makePerson,
  newEmail,
  newestLink,
  PASSWORD,
  scopeOf,
  signInAgain,
  visitor,
} from "@/tests/factories/people";

closeAfterwards();

const NEW_PASSWORD = "a brand new secret";

/** What a copied cookie gives whoever replays it. */
async function replay(cookie: string) {
  const sid = await openSessionId(cookie);
  return sid ? readSession(sid, "203.0.113.9") : null;
}

describe("a stolen cookie", () => {
  it("is dead after its owner signs out", async () => {
    const { sessionId, scope } = await makePerson();
    const cookie = await sealSessionId(sessionId);
    expect(await replay(cookie)).not.toBeNull();
    await runVerb(signOut, scope, {});
    expect(await replay(cookie)).toBeNull();
  });

  it("is dead after signing out everywhere from another browser", async () => {
    const { email, sessionId } = await makePerson();
    const cookie = await sealSessionId(sessionId);
    const other = await scopeOf(await signInAgain(email));
    expect(await runVerb(signOutEverywhere, other, {})).toEqual({ ended: 2 });
    expect(await replay(cookie)).toBeNull();
  });

  it("is dead after the password is changed, while the browser that changed it goes on", async () => {
    const { email, sessionId, scope } = await makePerson();
    const stolen = await sealSessionId(await signInAgain(email));
    const change = { current: PASSWORD, password: NEW_PASSWORD };
    await runVerb(changePassword, scope, change);
    expect(await replay(stolen)).toBeNull();
    expect(await readSession(sessionId, "")).not.toBeNull();
  });

  it("is dead after a reset, and after its user is disabled", async () => {
    const { email, sessionId } = await makePerson();
    const cookie = await sealSessionId(sessionId);
    await runVerb(askReset, visitor(), { email });
    const token = await newestLink(email, "reset");
    await runVerb(resetPassword, visitor(), { token, password: NEW_PASSWORD });
    expect(await replay(cookie)).toBeNull();

    const later = await makePerson();
    const kept = await sealSessionId(later.sessionId);
    const disabled = { disabledAt: new Date() };
    await asAccounts((tx) => tx.user.updateMany({ where: { id: later.userId }, data: disabled }));
    expect(await replay(kept)).toBeNull();
  });

  it("cannot be made up or altered", async () => {
    const { sessionId } = await makePerson();
    const cookie = await sealSessionId(sessionId);
    expect(await replay(sessionId)).toBeNull();
    expect(await replay(`${cookie.slice(0, -2)}xx`)).toBeNull();
    expect(await replay(await sealSessionId("ses_00000000000000000000"))).toBeNull();
  });
});

describe("a session", () => {
  it("carries the role as it is now", async () => {
    const owner = await makePerson();
    const viewer = await makeMember(owner, "viewer");
    expect(viewer.scope.team).toMatchObject({ id: owner.scope.team.id, role: "viewer" });
  });

  it("ends when this browser signs in anew", async () => {
    const { email, sessionId, scope } = await makePerson();
    await runVerb(signIn, scope, { email, password: PASSWORD });
    expect(await readSession(sessionId, "")).toBeNull();
  });
});

describe("a reset", () => {
  it("works once, makes the new password count, and ends the other links", async () => {
    const { email } = await makePerson();
    await runVerb(askReset, visitor(), { email });
    const older = await newestLink(email, "reset");
    await runVerb(askReset, visitor(), { email });
    const token = await newestLink(email, "reset");
    await runVerb(resetPassword, visitor(), { token, password: NEW_PASSWORD });
    for (const used of [token, older]) {
      const again = runVerb(resetPassword, visitor(), { token: used, password: NEW_PASSWORD });
      await expect(again).rejects.toMatchObject({ reason: "link-used" });
    }
    await signInAgain(email, NEW_PASSWORD);
    const old = runVerb(signIn, visitor(), { email, password: PASSWORD });
    await expect(old).rejects.toMatchObject({ reason: "wrong-password" });
  });

  it("answers the same for an address nobody has", async () => {
    const email = newEmail();
    expect(await runVerb(askReset, visitor(), { email })).toEqual({ email });
  });
});

describe("guessing passwords", () => {
  it("is stopped for the account, wherever the tries come from", async () => {
    const { email } = await makePerson();
    for (let turn = 0; turn < 10; turn += 1) {
      const tried = runVerb(signIn, visitor(), { email, password: `guess number ${turn}` });
      await expect(tried).rejects.toMatchObject({ reason: "wrong-password" });
    }
    const right = runVerb(signIn, visitor(), { email, password: PASSWORD });
    await expect(right).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("is stopped for the address it comes from, whichever accounts it tries", async () => {
    const from = visitor();
    const tries = Array.from({ length: 100 }, () =>
      runVerb(signIn, from, { email: newEmail(), password: "some password" }).catch(() => null),
    );
    await Promise.all(tries);
    const next = runVerb(signIn, from, { email: newEmail(), password: "some password" });
    await expect(next).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("does not hold failed tries against somebody who then knew it", async () => {
    const { email } = await makePerson();
    for (let turn = 0; turn < 9; turn += 1) {
      await runVerb(signIn, visitor(), { email, password: "wrong one here" }).catch(() => null);
    }
    await signInAgain(email);
    const tried = runVerb(signIn, visitor(), { email, password: "wrong one here" });
    await expect(tried).rejects.toMatchObject({ reason: "wrong-password" });
  });
});

describe("the list of sessions", () => {
  const mac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

  it("shows each browser in words, this one first, and none of the ids that cookies carry", async () => {
    const { email, sessionId, scope } = await makePerson();
    const from = { ...visitor(), userAgent: mac };
    const other = await runVerb(signIn, from, { email, password: PASSWORD });
    const view = await securityView(scope);
    expect(view.sessions).toMatchObject([
      { isThis: true, browser: null, system: null },
      { isThis: false, browser: "Chrome", system: "macOS" },
    ]);
    const told = JSON.stringify(view);
    for (const id of [sessionId, "sessionId" in other ? other.sessionId : ""]) {
      expect(told).not.toContain(id);
    }
  });

  it("ends one of them, all others, and nobody else's", async () => {
    const person = await makePerson();
    const stranger = await makePerson();
    const ended = await signInAgain(person.email);
    const left = await signInAgain(person.email);
    const foreign = runVerb(endSession, stranger.scope, { handle: sessionHandle(ended) });
    await expect(foreign).rejects.toMatchObject({ code: "not-found" });
    await runVerb(endSession, person.scope, { handle: sessionHandle(ended) });
    expect(await readSession(ended, "")).toBeNull();
    expect(await readSession(left, "")).not.toBeNull();
    expect(await runVerb(endOtherSessions, person.scope, {})).toEqual({ ended: 1 });
    expect(await readSession(left, "")).toBeNull();
    expect(await readSession(person.sessionId, "")).not.toBeNull();
    expect(await readSession(stranger.sessionId, "")).not.toBeNull();
  });
});
