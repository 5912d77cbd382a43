import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Opens a page whose scripts do not come until they are let through. */
async function openWithoutScripts(page: Page, path: string): Promise<() => Promise<void>> {
  let letThrough = () => {};
  const through = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  const scripts = /\/_next\/static\/.*\.js/;
  await page.route(scripts, async (route) => {
    await through;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return async () => {
    letThrough();
    await page.waitForLoadState("load");
    await page.unroute(scripts);
  };
}

test("of buttons pressed before a page has all its scripts, the last is pressed once it has them", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  const bringScripts = await openWithoutScripts(page, "/dashboard");
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByRole("button", { name: "Search or do" }).click();
  await bringScripts();
  await page.getByRole("combobox", { name: "Command palette" }).waitFor();
  expect(complaints).toEqual([]);
  await end();
});
