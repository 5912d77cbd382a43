import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Locale, localePath, locales } from "@/lib/i18n/locales";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { doAndConfirm, headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, killMachine, machinesOf, revokeKey } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function isClean(page: Page): Promise<void> {
  expect(await barriersOf(page)).toEqual([]);
}

/** Launches an H100 at RunPod from its offer, and waits until it runs. */
async function launch(page: Page, name: string): Promise<void> {
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}

/** The ways of the first steps' cards, and how many of them are done. */
async function stepsDone(page: Page, locale: Locale, count: number): Promise<void> {
  const { first } = wordsOf(locale).console.overview;
  const steps = page.getByRole("region", { name: first.title }).getByRole("listitem");
  await steps
    .filter({ hasText: first.done })
    .nth(count - 1)
    .waitFor();
  expect(await steps.filter({ hasText: first.open }).count()).toBe(3 - count);
}

test.each(locales)(
  "the first steps lead to the first machine and tick themselves off (%s)",
  async (locale) => {
    const { page, complaints, end } = await startVisit(browser);
    const words = wordsOf(locale);
    const { first, title } = words.console.overview;
    const to = (path: string) => page.goto(localePath(locale, path));
    await haveAccount(page, somebody());

    await to("/dashboard");
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
    const steps = page.getByRole("region", { name: first.title });
    await steps.getByText(first.open, { exact: true }).nth(2).waitFor();
    await isClean(page);

    await steps.getByRole("link", { name: first.keyAction }).click();
    await page.getByLabel(words.keys.add.field.apiKey).fill(freshRunpodKey());
    await page.getByRole("button", { name: words.keys.add.submit }).click();
    await page.getByText(words.keys.states.active, { exact: true }).first().waitFor();
    await to("/dashboard");
    await stepsDone(page, locale, 1);

    await until("prices of H100", async () => {
      await to("/dashboard/deployments/new");
      const models = page.getByLabel(words.launch.best.models);
      const options = await models.locator("option").allTextContents();
      if (!options.includes("H100 SXM")) return (await page.getByText("H100 SXM").count()) > 0;
      await models.selectOption({ label: "H100 SXM" });
      return true;
    });
    const offers = page.getByRole("list", { name: words.launch.best.listTitle });
    await offers.getByRole("listitem").first().waitFor();
    await page.getByLabel(words.launch.form.name, { exact: false }).first().fill("first run");
    const [before] = words.launch.best.submit.split("{");
    await page.getByRole("button", { name: before?.trim() ?? "" }).click();
    await page.getByRole("heading", { name: "first run", exact: true }).waitFor();
    await to("/dashboard");
    await stepsDone(page, locale, 2);
    await page.getByRole("link", { name: "first run" }).first().waitFor();

    // Pro tells by mail, which is the third step.
    await buy(page, { tier: "Pro" });
    await to("/dashboard");
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
    await page.getByRole("link", { name: "first run" }).first().waitFor();
    expect(await page.getByRole("region", { name: first.title }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await end();
  },
);

test("a key is replaced while a machine runs under it, and the machine goes on", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  await haveAccount(page, somebody());
  await addKey(page, key);
  await launch(page, "long run");
  const itsPage = page.url();

  await page.goto("/dashboard/keys");
  const row = page.getByRole("row").filter({ hasText: "long run" });
  await row.getByRole("link", { name: "long run" }).waitFor();
  await row.getByRole("button", { name: /^Remove/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/hangs on this key/).waitFor();
  await dialog.getByRole("link", { name: "long run" }).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await row.getByRole("button", { name: /^Rename/ }).click();
  await dialog.getByLabel("Name").fill("Research");
  await dialog.getByRole("button", { name: "Save" }).click();
  await row.getByText("Research").waitFor();

  await row.getByRole("button", { name: /^Replace/ }).click();
  await dialog.getByText(/1 machine runs under it and goes on untouched/).waitFor();
  await isClean(page);
  await dialog.getByLabel("API key").fill(freshRunpodKey());
  await dialog.getByRole("button", { name: "Check and replace" }).click();
  await dialog.getByText(/opens another account at RunPod/).waitFor();
  await dialog.getByLabel("API key").fill(`${key}-second`);
  await dialog.getByRole("button", { name: "Check and replace" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row.getByText("••••cond").waitFor();
  await row.getByText("works", { exact: true }).waitFor();

  await revokeKey("runpod", key);
  await page.goto(itsPage);
  await headSays(page, "running");
  await doAndConfirm(page, "Terminate", "long run");
  await headSays(page, "terminated");
  expect(await machinesOf(`${key}-second`)).toHaveLength(1);
  expect(complaints).toEqual([]);
  await end();
});

test("the palette finds and does by keyboard, and the bell leads to what is wrong", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  await haveAccount(page, somebody());
  await addKey(page, key);
  await launch(page, "night run");
  const bell = (name: string) => page.getByRole("button", { name, exact: true });
  await bell("No open problems").waitFor();

  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Command palette" });
  await search.fill("stop night");
  await page.getByRole("option", { name: "Stop night run" }).waitFor();
  await isClean(page);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Stop night run" }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Search or do" }).click();
  await search.fill("volum");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Volumes", exact: true }).waitFor();
  await page.keyboard.press("Meta+k");
  await search.fill("night");
  await page.getByRole("option", { name: /night run/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "night run", exact: true }).waitFor();

  const [machine] = await machinesOf(key);
  await killMachine(machine?.id ?? "");
  await bell("1 open problem").click();
  await page.getByRole("link", { name: /night run is gone at its provider/ }).click();
  await headSays(page, "lost");
  await page.goto("/dashboard");
  await page.getByRole("heading", { name: "Open problems" }).waitFor();
  await isClean(page);
  expect(complaints).toEqual([]);
  await end();
});

test("the navigation folds, and stays folded; on a phone four places and the others stand", async () => {
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  const nav = page.getByRole("navigation", { name: "Console" });
  const wide = (await nav.boundingBox())?.width ?? 0;
  // Live data stands there only once the page answers to a click.
  await page.getByRole("heading", { name: "First steps" }).waitFor();
  await page.getByRole("button", { name: "Show icons alone" }).click();
  await page.getByRole("button", { name: "Show words too" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Show words too" }).waitFor();
  expect((await nav.boundingBox())?.width ?? wide).toBeLessThan(wide / 2);
  await nav.getByRole("link", { name: "Keys", exact: true }).click();
  await page.getByRole("heading", { name: "Provider keys" }).waitFor();

  await page.setViewportSize({ width: 390, height: 844 });
  await isClean(page);
  expect(await nav.getByRole("link").count()).toBe(4);
  await nav.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Team" }).click();
  await page.getByRole("heading", { name: "Team", exact: true }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scroll).toBeLessThanOrEqual(390);
  await end();
});
