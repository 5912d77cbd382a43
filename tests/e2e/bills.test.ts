import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatMoney } from "@/lib/format/money";
import type { Locale } from "@/lib/i18n/locales";
import { microsToDecimal } from "@/lib/money";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { lineOf, passAndCompare, readBills } from "./pages/bills";
import { addKey } from "./pages/keys";
import { doAndConfirm, headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { billOf, freshRunpodKey, killMachine } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 240_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function launch(page: Page, name: string): Promise<string> {
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
  return page.url();
}

async function passDays(page: Page, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await passAndCompare(page, DAY_MS);
}

/** Each line of the page beside the provider's own bill, read from the provider. */
async function checkLines(page: Page, locale: Locale, key: string): Promise<void> {
  const words = wordsOf(locale).costs.bills;
  await page.goto(`${locale === "zh" ? "/zh" : ""}/dashboard/costs`);
  const table = page.getByRole("region", { name: words.title }).getByRole("table");
  await table.waitFor();
  const rows = await readBills(page);
  const bill = await billOf(key);
  expect(rows).toHaveLength(bill.machines.length);
  for (const { machine, instanceId } of rows) {
    const told = bill.machines.find(({ id }) => id === instanceId);
    const dollars = formatMoney(microsToDecimal(BigInt(String(told?.totalMicros))));
    const [, counted, billed] = await lineOf(table, machine);
    expect([machine, counted, billed]).toEqual([machine, dollars, dollars]);
  }
  expect(await table.getByText(words.causes.unknown, { exact: true }).count()).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
}

test(
  "a month of costs is checked line by line against the provider's bill, in two languages",
  async () => {
    const { page, complaints, end } = await startVisit(browser);
    const key = freshRunpodKey();
    await haveAccount(page, somebody());
    await addKey(page, key);
    const steady = await launch(page, "steady");
    const halted = await launch(page, "halted");
    await launch(page, "doomed");

    await passDays(page, 9);
    await page.goto(halted);
    await doAndConfirm(page, "Stop", "halted");
    await headSays(page, "stopped");
    await passDays(page, 9);
    await page.goto(halted);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await headSays(page, "running");
    const doomed = (await readBills(page)).find(({ machine }) => machine === "doomed");
    await killMachine(doomed?.instanceId ?? "");
    await passDays(page, 10);
    for (const [address, name] of [
      [steady, "steady"],
      [halted, "halted"],
    ] as const) {
      await page.goto(address);
      await doAndConfirm(page, "Terminate", name);
      await headSays(page, "terminated");
    }
    await passAndCompare(page, DAY_MS);
    await until("every bill to be the same", async () => {
      const rows = await readBills(page);
      return rows.every(({ cause }) => cause === "equal" || cause === "unit");
    });

    await checkLines(page, "en", key);
    await checkLines(page, "zh", key);
    expect(complaints).toEqual([]);
    await end();
  },
  MONTH_MS,
);
