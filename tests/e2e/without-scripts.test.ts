import type { Browser } from "playwright";
import { afterAll, beforeAll, test } from "vitest";
import { localePath, locales } from "@/lib/i18n/locales";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("without scripts the sign-in and the console say why nothing answers", async () => {
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  const storageState = await page.context().storageState();
  const visitor = await startVisit(browser, { javaScriptEnabled: false });
  const member = await startVisit(browser, { javaScriptEnabled: false, storageState });
  for (const locale of locales) {
    const { needsScripts } = wordsOf(locale).layout;
    await visitor.page.goto(localePath(locale, "/sign-in"));
    await visitor.page.getByText(needsScripts).waitFor();
    await member.page.goto(localePath(locale, "/dashboard"));
    await member.page.getByText(needsScripts).waitFor();
  }
  await Promise.all([end(), visitor.end(), member.end()]);
});
