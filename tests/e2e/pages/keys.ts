import type { Page } from "playwright";

/** Types a key on the page of keys and has it checked. */
export async function tryKey(page: Page, key: string): Promise<void> {
  await page.goto("/dashboard/keys");
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Check and add" }).click();
}

/** Adds the key of an account at a provider, which may ask for it in two parts. */
export async function addKeyAt(page: Page, provider: string, key: string): Promise<void> {
  await page.goto("/dashboard/keys");
  await page.getByRole("radio", { name: new RegExp(`^${provider}`) }).check();
  for (const label of ["API key", "Client ID", "Client secret"]) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.count()) > 0) await field.fill(key);
  }
  await page.getByRole("button", { name: "Check and add" }).click();
  await page
    .getByText(`••••${key.slice(-4)}`)
    .first()
    .waitFor();
}

/** Adds a key on the page of keys, where it then stands. */
export async function addKey(page: Page, key: string): Promise<void> {
  await tryKey(page, key);
  await page
    .getByText(`••••${key.slice(-4)}`)
    .first()
    .waitFor();
}

/** Waits until so many keys of the list are in the state of a word. */
export async function keysSay(page: Page, word: string, count: number): Promise<void> {
  const rows = page.getByRole("row").filter({ has: page.getByText(word, { exact: true }) });
  await rows.nth(count - 1).waitFor();
  await rows.nth(count).waitFor({ state: "detached" });
}
