import type { Page } from "playwright";
import { z } from "zod";
import { here } from "@/tests/setup/here";
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

const cookie = z.object({ name: z.string(), value: z.string() });

/**
 * An account with an open session, on the dashboard: made as the forms make it, but without them, for
 * journeys that are about something else.
 */
export async function haveAccount(page: Page, person: Person): Promise<void> {
  const { people, address } = here();
  const answer = await fetch(people, { method: "POST", body: JSON.stringify(person) });
  if (!answer.ok) throw new Error(`no account was made: ${await answer.text()}`);
  const session = cookie.parse(await answer.json());
  await page.context().addCookies([{ ...session, url: address, httpOnly: true, sameSite: "Lax" }]);
  await page.goto("/dashboard");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}
