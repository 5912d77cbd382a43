import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, machinesOf, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function askForOne(page: Page, name: string): Promise<void> {
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).click();
}

test("a budget is reached, is told of, and holds the next launch until it is raised", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  const person = somebody();
  await haveAccount(page, person);
  await buy(page, { tier: "Pro" });
  await addKey(page, key);
  await askForOne(page, "first");
  await headSays(page, "running");

  await page.goto("/dashboard/costs");
  const budgets = page.locator("section", {
    has: page.getByRole("heading", { name: "Budgets", exact: true }),
  });
  await budgets.getByRole("button", { name: "Add a budget" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Dollars a month").fill("0.01");
  await dialog.getByLabel("Hold new launches").check();
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  const { text } = await mailTo(person.email, /^100 % of a budget is spent/);
  expect(text).toContain("$0.01");
  await budgets.getByText(/ over$/).waitFor();

  await askForOne(page, "second");
  await page.getByText(/^A budget that holds launches has \$0\.00 left this month/).waitFor();
  expect(await machinesOf(key)).toHaveLength(1);

  await page.goto("/dashboard/costs");
  await budgets.getByRole("button", { name: /^Change the budget/ }).click();
  await dialog.getByLabel("Dollars a month").fill("1000000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  await askForOne(page, "second");
  await headSays(page, "running");
  expect(await machinesOf(key)).toHaveLength(2);
  expect(complaints).toEqual([]);
  await end();
});
