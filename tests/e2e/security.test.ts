import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "@/tests/factories/totp-code";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { tryKey } from "./pages/keys";
import { freshRunpodKey, mailTo } from "./pages/outside-world";
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
