import { describe, expect, it } from "vitest";
import { signIn } from "@/lib/accounts/sign-in";
import { signInWithProvider } from "@/lib/accounts/sign-in-with-provider";
import { signUp } from "@/lib/accounts/sign-up";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { giveTotp } from "@/tests/factories/factors";
import {
  makePerson,
  newEmail,
  newestLink,
  PASSWORD,
  scopeOf,
  visitor,
} from "@/tests/factories/people";

closeAfterwards();

const arrive = (verifiedEmail: string | null, providerAccountId = `gh-${verifiedEmail}`) =>
  runVerb(signInWithProvider, visitor(), {
    provider: "github",
    providerAccountId,
    verifiedEmail,
    name: "Ada",
    locale: "en",
  });

describe("signing in with another service", () => {
  it("makes an account with a team of one, and finds it again the next time", async () => {
    const email = newEmail();
    const first = await arrive(email);
    const sessionId = "sessionId" in first ? first.sessionId : "";
    expect((await scopeOf(sessionId)).team).toMatchObject({ role: "owner", name: "Ada" });
    expect((await arrive(email)).userId).toBe(first.userId);
  });

  it("knows its account by the service's own id, whatever address it has by now", async () => {
    const first = await arrive(newEmail(), "gh-steady");
    expect((await arrive(newEmail(), "gh-steady")).userId).toBe(first.userId);
    expect((await arrive(null, "gh-steady")).userId).toBe(first.userId);
  });

  it("asks for the second step that its account has", async () => {
    const first = await arrive(newEmail(), "gh-careful");
    await giveTotp(first.userId);
    expect(await arrive(null, "gh-careful")).toEqual({
      userId: first.userId,
      secondStep: expect.stringMatching(/^stp_/),
    });
  });

  it("never joins an account that already holds the address", async () => {
    const { email } = await makePerson();
    await expect(arrive(email)).rejects.toMatchObject({ reason: "oauth-address-taken" });
  });

  it("is refused where the service has not verified the address", async () => {
    await expect(arrive(null)).rejects.toMatchObject({ reason: "oauth-email-unverified" });
  });

  it("makes a sign-up that nobody verified give way, its password and its link with it", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { email, password: PASSWORD, locale: "en" });
    const token = await newestLink(email, "verify");
    const { userId } = await arrive(email);
    const planted = runVerb(signIn, visitor(), { email, password: PASSWORD });
    await expect(planted).rejects.toMatchObject({ reason: "wrong-password" });
    const link = runVerb(verifyEmail, visitor(), { token });
    await expect(link).rejects.toMatchObject({ reason: "link-unknown" });
    expect((await arrive(email)).userId).toBe(userId);
  });

  it("makes one account for two arrivals at once", async () => {
    const email = newEmail();
    const ends = await Promise.allSettled([arrive(email), arrive(email)]);
    const users = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value.userId] : []));
    expect(new Set(users).size).toBe(1);
  });
});
