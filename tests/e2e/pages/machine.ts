import type { Locator, Page } from "playwright";
import { z } from "zod";
import { openOffers } from "./offers";
import { until } from "./until";

const answer = z.object({
  data: z.object({
    status: z.string(),
    cost: z.object({ soFar: z.string(), isBilled: z.boolean() }),
  }),
});

/** Adds a key in the dialog of the launch page; answers once it closed or refused. */
export async function typeKey(page: Page, key: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("API key").fill(key);
  await dialog.getByRole("button", { name: "Check and add" }).click();
}

/** Presses a button of a machine's page and confirms it, typing its name where that is wanted. */
export async function doAndConfirm(page: Page, act: string, name: string): Promise<void> {
  await page.getByRole("button", { name: act, exact: true }).click();
  const dialog = page.getByRole("dialog");
  const button = dialog.getByRole("button", { name: `${act} ${name}` });
  await button.waitFor();
  const typed = dialog.getByLabel("Type its name to confirm");
  if ((await typed.count()) > 0) await typed.fill(name);
  await button.click();
}

/** Waits until the head of the machine's page says a state. */
export async function headSays(page: Page, word: string): Promise<void> {
  const head = page.getByRole("main").locator("header");
  await head.getByText(word, { exact: true }).waitFor();
}

/** The id of the machine whose page is open. */
export function deploymentIdOf(page: Page): string {
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** What the page says the machine cost, once the provider's bill has settled it. */
export async function settledMicros(page: Page): Promise<string> {
  const id = deploymentIdOf(page);
  const cost = await until("the bill to be settled", async () => {
    const response = await page.request.get(`/api/live/deployments/${id}`);
    const { data } = answer.parse(await response.json());
    return data.cost.isBilled && data.cost;
  });
  return String(Math.round(Number(cost.soFar) * 1_000_000));
}

/** The part of a page under a heading. */
export function partOf(page: Page, heading: string): Locator {
  return page
    .locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) })
    .first();
}

/** Launches the cheapest RTX 4090 at Vast.ai, whose machines have addresses of their own, and waits until it runs. */
export async function launchAtVast(
  page: Page,
  { name, key }: { readonly name: string; readonly key: string },
): Promise<void> {
  await (await openOffers(page, { gpu: "rtx-4090", provider: "Vast.ai" })).first().click();
  await page.getByRole("button", { name: "Add a Vast.ai key" }).click();
  await typeKey(page, key);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^SSH public key/).fill(`ssh-ed25519 ${"A".repeat(68)}`);
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}
