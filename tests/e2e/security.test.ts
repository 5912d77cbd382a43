import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "@/tests/factories/totp-code";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { tryKey } from "./pages/keys";
import { freshRunpodKey, linkIn, mailTo } from "./pages/outside-world";
import {
  keepCodes,
  letTimePass,
  plugInDevice,
  setUpApp,
  signOut,
  toSecondStep,
} from "./pages/security";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("an authenticator app is asked for after the password; a recovery code stands in for it once", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  const { secret, codes } = await setUpApp(page);
  expect(new Set(codes).size).toBe(10);
  await mailTo(person.email, /authenticator app was added/);

  await toSecondStep(page, person);
  const code = page.getByLabel("Code from your authenticator app");
  await code.fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("This code is not right").waitFor();
  await code.fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();

  await toSecondStep(page, person);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const mail = await mailTo(person.email, /recovery code was used/);
  expect(mail.text).toContain("9 are left");
  expect(complaints).toEqual([]);
  await end();
});

test("a page that is being left asks for nothing more once the session is ended", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  await page.clock.install();
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Set up an authenticator app" }).waitFor();
  const asked: string[] = [];
  await page.route("**/settings/security", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch();
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    // The answer is long in coming: whatever the page does in ten seconds, it does now.
    await page.clock.runFor(10_000);
    await route.fulfill({ response });
  });
  await signOut(page);
  expect(asked.filter((path) => path.startsWith("/api/live/"))).toEqual([]);
  expect(complaints).toEqual([]);
  await end();
});

test("a passkey signs in by itself, and is the second step after the password", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  await plugInDevice(page);
  await page.goto("/settings/security");
  await page.getByLabel("Name").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  expect(await keepCodes(page)).toHaveLength(10);
  await page.getByText("Work laptop").first().waitFor();

  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();

  await toSecondStep(page, person);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  expect(complaints).toEqual([]);
  await end();
});

test("a browser left open asks who is there before a key is added, and nothing typed is lost", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  const key = freshRunpodKey();
  await haveAccount(page, person);
  await letTimePass(person);
  await tryKey(page, key);
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Your password").fill("not my password");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByText("This is not your current password").waitFor();
  await dialog.getByLabel("Your password").fill(person.password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page
    .getByText(`••••${key.slice(-4)}`)
    .first()
    .waitFor();
  await end();
});

test("a person changes their address, takes everything along as a file, and deletes the account", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  const email = `new.${person.email}`;
  await haveAccount(page, person);
  await page.goto("/settings/profile");
  await page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();

  await page.getByLabel("New e-mail address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText(`We have mailed a link to ${email}`).waitFor();
  const { text } = await mailTo(email, /new e-mail address/);
  await page.goto(linkIn(text, "/change-email"));
  await page.getByRole("button", { name: "Use this address" }).click();
  await page.getByText(email, { exact: true }).waitFor();
  expect((await mailTo(person.email, /address was changed/)).text).toContain(email);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = await (await downloading).createReadStream();
  const pieces: string[] = [];
  for await (const piece of file) pieces.push(String(piece));
  expect(JSON.parse(pieces.join(""))).toMatchObject({ account: { email, name: "Ada Lovelace" } });

  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText(/is not right|is disabled/).waitFor();
  expect(complaints).toEqual([]);
  await end();
});
