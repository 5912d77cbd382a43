import { describe, expect, it } from "vitest";
import { askVerification } from "@/lib/accounts/ask-verification";
import { readMailLink } from "@/lib/accounts/queries";
import { signIn } from "@/lib/accounts/sign-in";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { asAccounts, asWorker } from "@/lib/db";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import {
  makePerson,
  newEmail,
  newestLink,
  PASSWORD,
  scopeOf,
  visitor,
} from "@/tests/factories/people";

closeAfterwards();

const eventsOf = (userId: string) =>
  asWorker((tx) => tx.event.findMany({ where: { userId }, orderBy: { at: "asc" } }));
const userOf = (email: string) =>
  asAccounts((tx) =>
    tx.user.findUnique({
      where: { email },
      include: { memberships: { include: { team: { include: { projects: true } } } } },
    }),
  );
const input = (email: string) => ({ email, password: PASSWORD, locale: "en" }) as const;

describe("signing up", () => {
  it("makes a user, a team of one they own, and its default project", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { ...input(email), entryPage: "/gpus/h100-sxm" });
    const user = await userOf(email);
    expect(user?.entryPage).toBe("/gpus/h100-sxm");
    expect(user?.emailVerifiedAt).toBeNull();
    expect(user?.memberships).toHaveLength(1);
    expect(user?.memberships[0]?.role).toBe("owner");
    expect(user?.memberships[0]?.team.projects).toMatchObject([{ isDefault: true }]);
  });

  it("does not let anybody in before the address is verified, and says why", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const tried = runVerb(signIn, visitor(), { email, password: PASSWORD });
    await expect(tried).rejects.toMatchObject({ reason: "email-unverified" });
  });

  it("tells a stranger nothing about a sign-up that waits for its mail", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const tried = runVerb(signIn, visitor(), { email, password: "another password" });
    await expect(tried).rejects.toMatchObject({ reason: "wrong-password" });
  });

  it("answers the same for a taken address, which hears of it by mail", async () => {
    const { email, userId } = await makePerson();
    const answer = await runVerb(signUp, visitor(), input(email));
    const fresh = newEmail();
    expect({ ...answer, email: fresh }).toEqual(await runVerb(signUp, visitor(), input(fresh)));
    expect((await eventsOf(userId)).at(-1)?.type).toBe("account.sign-up-repeated");
  });

  it("answers the same afterwards, at the sign-in too, for a taken address and a new one", async () => {
    const { email: taken } = await makePerson();
    const fresh = newEmail();
    const password = "a password of a stranger";
    for (const email of [taken, fresh]) {
      await runVerb(signUp, visitor(), { ...input(email), password });
      const tried = runVerb(signIn, visitor(), { email, password });
      await expect(tried).rejects.toMatchObject({ reason: "email-unverified" });
      await runVerb(askVerification, visitor(), { email, password, returnTo: null });
      const wrong = runVerb(signIn, visitor(), { email, password: "something else" });
      await expect(wrong).rejects.toMatchObject({ reason: "wrong-password" });
    }
    await runVerb(signIn, visitor(), { email: taken, password: PASSWORD });
  });

  it("signs in through the mailed link once, and goes on to where the person was going", async () => {
    const email = newEmail();
    const returnTo = "/gpus/h100-sxm?offer=off_1";
    await runVerb(signUp, visitor(), { ...input(email), returnTo });
    const token = await newestLink(email, "verify");
    expect(await readMailLink("verify", token)).toEqual({ state: "usable", returnTo, email });
    const opened = await runVerb(verifyEmail, visitor(), { token });
    expect(opened.returnTo).toBe(returnTo);
    expect((await scopeOf(opened.sessionId)).team.role).toBe("owner");
    const again = runVerb(verifyEmail, visitor(), { token });
    await expect(again).rejects.toMatchObject({ reason: "link-used" });
    expect(await readMailLink("verify", token)).toMatchObject({ state: "used" });
  });

  it("confirms in another browser only for who knows the password chosen at that sign-up", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { ...input(email), password: "a stranger's choice" });
    const token = await newestLink(email, "verify");
    const owner = runVerb(verifyEmail, visitor(), { token, password: "the owner's guess" });
    await expect(owner).rejects.toMatchObject({ fields: { password: "link-password" } });
    expect(await readMailLink("verify", token)).toMatchObject({ state: "usable" });
    await runVerb(verifyEmail, visitor(), { token, password: "a stranger's choice" });
  });

  it("lets two openings of one link at once win only once", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const token = await newestLink(email, "verify");
    const ends = await Promise.allSettled(
      [1, 2].map(() => runVerb(verifyEmail, visitor(), { token })),
    );
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("drops a way back that leads off the site", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { ...input(email), returnTo: "//evil.example/x" });
    const token = await newestLink(email, "verify");
    expect((await runVerb(verifyEmail, visitor(), { token })).returnTo).toBeNull();
  });

  it("refuses links that are forged, cut, or made for another purpose", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const token = await newestLink(email, "verify");
    const forged = [token.slice(0, -1), `${token}x`, token.split(".")[0] ?? "", "tok_x.y", "."];
    for (const text of [...forged, await newestLinkAsReset(email)]) {
      const tried = runVerb(verifyEmail, visitor(), { token: text });
      await expect(tried).rejects.toMatchObject({ reason: "link-unknown" });
    }
  });

  it("keeps the password of whoever opens their own link, not of a stranger's sign-up", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const own = await newestLink(email, "verify");
    await runVerb(signUp, visitor(), { ...input(email), password: "the stranger's one" });
    await runVerb(verifyEmail, visitor(), { token: own });
    const stranger = runVerb(signIn, visitor(), { email, password: "the stranger's one" });
    await expect(stranger).rejects.toMatchObject({ reason: "wrong-password" });
    await runVerb(signIn, visitor(), { email, password: PASSWORD });
  });

  it("sends the link again to somebody who knows the password of that sign-up", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), input(email));
    const first = await newestLink(email, "verify");
    const asked = { email, password: PASSWORD, returnTo: "/dashboard" };
    await runVerb(askVerification, visitor(), asked);
    await runVerb(askVerification, visitor(), { ...asked, password: "not this one" });
    const user = await userOf(email);
    expect((await eventsOf(user?.id ?? "")).map(({ type }) => type)).toEqual([
      "account.verification-asked",
      "account.verification-asked",
    ]);
    expect(await newestLink(email, "verify")).not.toBe(first);
  });

  it("sends no more than five mails an hour to one address", async () => {
    const email = newEmail();
    for (let turn = 0; turn < 5; turn += 1) await runVerb(signUp, visitor(), input(email));
    const tooMany = runVerb(signUp, visitor(), input(email));
    await expect(tooMany).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("acts once on a doubled request", async () => {
    const email = newEmail();
    const requestId = `double-${email}`;
    const answers = await Promise.all(
      [1, 2, 3].map(() => runVerb(signUp, visitor(), input(email), { requestId })),
    );
    expect(answers).toEqual([{ email }, { email }, { email }]);
    const user = await userOf(email);
    expect(await eventsOf(user?.id ?? "")).toHaveLength(1);
  });
});

async function newestLinkAsReset(email: string): Promise<string> {
  const id = (await newestLink(email, "verify")).split(".")[0] ?? "";
  const { mailLink } = await import("@/lib/auth/mail-link");
  return new URL(mailLink("reset", id, "en")).searchParams.get("token") ?? "";
}
