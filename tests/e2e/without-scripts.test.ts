import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("to a browser without scripts the sign-in and the console say why nothing answers", async () => {
  const { page, end } = await startVisit(browser);
  const visitor = await startVisit(browser);
  await haveAccount(page, somebody());
  for (const locale of locales) {
    const said = new RegExp(`<noscript><p[^>]*>${wordsOf(locale).layout.needsScripts}</p>`);
    const signIn = await visitor.page.request.get(localePath(locale, "/sign-in"));
    expect(await signIn.text()).toMatch(said);
    const dashboard = await page.request.get(localePath(locale, "/dashboard"));
    expect(await dashboard.text()).toMatch(said);
  }
  await Promise.all([end(), visitor.end()]);
});
