import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localePath, locales } from "@/lib/i18n/locales";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(locales)(
  "offline, a page says of when it is and a form keeps what was typed, until the line is back (%s)",
  async (locale) => {
    const { page, end } = await startVisit(browser);
    const { sshKeys, common, console: frame } = wordsOf(locale);
    await haveAccount(page, somebody());
    await page.goto(localePath(locale, "/settings/ssh-keys"));
    await page.getByText(sshKeys.emptyTitle).waitFor();
    const field = page.getByLabel(sshKeys.form.key);
    const line = newPublicKey("me@train");
    await field.fill(line);

    await page.context().setOffline(true);
    const [before = ""] = frame.live.offline.split("{");
    await page.getByText(before.trim()).waitFor();
    await page.getByText(sshKeys.emptyTitle).waitFor();
    await page.getByRole("button", { name: sshKeys.form.submit }).click();
    await page.getByText(common.offline).waitFor();
    expect(await field.inputValue()).toBe(line);
    expect(await barriersOf(page)).toEqual([]);

    await page.context().setOffline(false);
    await page.getByText(before.trim()).waitFor({ state: "detached" });
    await page.getByRole("button", { name: sshKeys.form.submit }).click();
    await page.getByRole("listitem").filter({ hasText: "me@train" }).first().waitFor();
    await end();
  },
);
