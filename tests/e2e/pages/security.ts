import pg from "pg";
import type { Page } from "playwright";
import { codeOf } from "@/tests/factories/totp-code";
import { here } from "@/tests/setup/here";
import type { Person } from "./account";

export interface AppSetUp {
  readonly secret: string;
  readonly codes: readonly string[];
}

/** Sets an authenticator app up on the page of security, and keeps the recovery codes. */
export async function setUpApp(page: Page): Promise<AppSetUp> {
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await dialog.getByRole("img", { name: "QR code for your authenticator app" }).waitFor();
  const secret = (await dialog.locator("[data-secret=totp]").textContent()) ?? "";
  await dialog.getByLabel("Six digits from the app").fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  return { secret, codes: await keepCodes(page) };
}

/** Reads the recovery codes that are shown this once. */
export async function keepCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Your recovery codes" });
  const items = dialog.getByRole("listitem");
  await items.nth(9).waitFor();
  const codes = await items.allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  return codes;
}

/** Signs out and goes through the first step of signing in again, to the second. */
export async function toSecondStep(page: Page, person: Person): Promise<void> {
  await signOut(page);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Second step" }).waitFor();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}

/** Gives the browser a device of its own that makes passkeys and is always unlocked. */
export async function plugInDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Makes it twenty minutes since a person signed in. */
export async function letTimePass({ email }: Person): Promise<void> {
  const url = new URL(here().settings.DATABASE_URL ?? "");
  url.username = "postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(
      "UPDATE session SET created_at = created_at - interval '20 minutes' WHERE user_id = (SELECT id FROM app_user WHERE email = $1)",
      [email],
    );
  } finally {
    await client.end();
  }
}
