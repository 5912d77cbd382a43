import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUp } from "@/lib/accounts/sign-up";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, newEmail, newestLink, PASSWORD, visitor } from "@/tests/factories/people";
import { Browser, serveSignIn } from "./sign-in-library";

closeAfterwards();

const held: { url: string; stop: () => Promise<void> } = { url: "", stop: async () => undefined };
beforeAll(async () => {
  Object.assign(held, await serveSignIn());
});
afterAll(() => held.stop());

const SESSION = "next-auth.session-token";

describe("signing in through the sign-in library", () => {
  it("gives a session, and after signing out the copied cookie gives none", async () => {
    const { email } = await makePerson();
    const browser = new Browser(held.url);
    const answer = await browser.post("/callback/credentials", { email, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(await browser.get("/session")).toHaveProperty("expires");

    const thief = new Browser(held.url);
    thief.cookies.set(SESSION, browser.cookies.get(SESSION) ?? "");
    expect(await thief.get("/session")).toHaveProperty("expires");

    const stolen = browser.cookies.get(SESSION) ?? "";
    await browser.post("/signout", {});
    expect(browser.cookies.has(SESSION)).toBe(false);
    thief.cookies.set(SESSION, stolen);
    expect(await thief.get("/session")).toEqual({});
  });

  it("takes the token of a verification link once", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { email, password: PASSWORD, locale: "en" });
    const verifyToken = await newestLink(email, "verify");
    const browser = new Browser(held.url);
    expect((await browser.post("/callback/credentials", { verifyToken })).status).toBe(200);
    expect(await browser.get("/session")).toHaveProperty("expires");
    const again = await new Browser(held.url).post("/callback/credentials", { verifyToken });
    expect(again.status).toBe(401);
    expect(again.url.searchParams.get("error")).toBe("link-used");
  });

  it("says which sentence to show when it refuses", async () => {
    const { email } = await makePerson();
    const wrong = { email, password: "not this one" };
    const answer = await new Browser(held.url).post("/callback/credentials", wrong);
    expect(answer.status).toBe(401);
    expect(answer.url.searchParams.get("error")).toBe("wrong-password");
  });

  it("refuses a form without its token", async () => {
    const { email } = await makePerson();
    const browser = new Browser(held.url);
    await browser.postForm("/callback/credentials", { email, password: PASSWORD });
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it("never sends a person to another site", async () => {
    const { email } = await makePerson();
    const fields = { email, password: PASSWORD, callbackUrl: "https://evil.example/" };
    const { url } = await new Browser(held.url).post("/callback/credentials", fields);
    expect(url.host).not.toBe("evil.example");
  });
});
