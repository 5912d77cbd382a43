import type { Page } from "playwright";
import { linkIn, mailTo } from "./outside-world";

export interface Person {
  readonly email: string;
  readonly password: string;
}

/** Somebody who has no account yet. */
export function somebody(): Person {
  return {
    email: `ada.${crypto.randomUUID().slice(0, 8)}@example.com`,
    password: "a long way home",
  };
}

/** Fills in the sign-up page one is on. */
export async function signUp(page: Page, { email, password }: Person): Promise<void> {
  await page.getByRole("heading", { name: "Create an account" }).waitFor();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
}

/** Opens the link that was mailed, and confirms. */
export async function confirmAddress(page: Page, { email }: Person): Promise<void> {
  const { text } = await mailTo(email, /confirm|verify/i);
  await page.goto(linkIn(text, "/verify"));
  await page.getByRole("button", { name: "Confirm and continue" }).click();
}

/** An account with an open session, on the dashboard. */
export async function haveAccount(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-up");
  await signUp(page, person);
  await confirmAddress(page, person);
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}
