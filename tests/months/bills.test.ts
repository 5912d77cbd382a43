import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatMoney } from "@/lib/format/money";
import { type Locale, localePath, locales } from "@/lib/i18n/locales";
import { microsFromDecimal } from "@/lib/money";
import { haveAccount, somebody } from "@/tests/e2e/pages/account";
import { barriersOf } from "@/tests/e2e/pages/barriers";
import { billNamed, lineOf, passAndCompare, readBills } from "@/tests/e2e/pages/bills";
import { buy } from "@/tests/e2e/pages/checkout";
import { addKeyAt } from "@/tests/e2e/pages/keys";
import { doAndConfirm, headSays } from "@/tests/e2e/pages/machine";
import { openOffers } from "@/tests/e2e/pages/offers";
import { billOf, freshKey, killMachine, moveRate } from "@/tests/e2e/pages/outside-world";
import { until } from "@/tests/e2e/pages/until";
import { startVisit } from "@/tests/e2e/pages/visit";
import { wordsOf } from "@/tests/e2e/pages/words";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";

const DAY_MS = 24 * 3_600_000;
/** Equal to the cent, wherever the rounding of either falls. */
const HALF_A_CENT = 5_000n;

/** Where the team rents: `gpu` is what it takes there, `place` whose offer, as its link says. */
const accounts = [
  { id: "runpod", provider: "RunPod", place: "RunPod", gpu: "h100-sxm", isTold: true },
  { id: "vastai", provider: "Vast.ai", place: "Vast.ai", gpu: "rtx-4090", isTold: true },
  { id: "verda", provider: "Verda", place: "Verda", gpu: "a100-sxm-80gb", isTold: false },
  { id: "vultr", provider: "Vultr", place: "Vultr, ewr", gpu: "l40s", isTold: false },
].map((facts) => ({ ...facts, key: freshKey(facts.id) }));

/** The machines of the month, by where they run. */
const machines = {
  steady: "RunPod",
  halted: "RunPod",
  doomed: "RunPod",
  market: "Vast.ai",
  finland: "Verda",
  cloud: "Vultr",
} as const;
type Name = keyof typeof machines;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Launches a machine where it is to run, and answers the address of its page. */
async function launch(page: Page, name: Name): Promise<string> {
  const account = accounts.find(({ provider }) => provider === machines[name]);
  if (!account) throw new Error(`${name} has no account`);
  await (await openOffers(page, { gpu: account.gpu, provider: account.place })).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^SSH public key/).fill(newPublicKey("me@laptop"));
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
  return page.url();
}

async function passDays(page: Page, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await passAndCompare(page, DAY_MS);
}

/** What the providers themselves charge, by their id of the machine. */
async function readTwins(): Promise<Map<string, string>> {
  const bills = await Promise.all(accounts.map(({ id, key }) => billOf(key, id)));
  return new Map(
    bills.flatMap((bill) => bill.machines.map(({ id, totalMicros }) => [id, totalMicros])),
  );
}

/** How far an amount in dollars is from a bill in micro-dollars. */
function apart(dollars: string | null, micros = "-1"): bigint {
  const by = (microsFromDecimal(dollars ?? "") ?? 0n) - BigInt(micros);
  return by < 0n ? -by : by;
}

/** Each line of the page beside the provider's own bill, read from the provider. */
async function checkLines(page: Page, locale: Locale): Promise<void> {
  const words = wordsOf(locale).costs.bills;
  await page.goto(localePath(locale, "/dashboard/costs"));
  const table = page.getByRole("region", { name: words.title }).getByRole("table");
  await table.waitFor();
  const twins = await readTwins();
  const rows = await readBills(page);
  expect(rows.map(({ instanceId }) => instanceId).toSorted()).toEqual([...twins.keys()].toSorted());
  for (const { machine, instanceId, provider, ...amounts } of rows) {
    const [, counted, billed, , cause] = await lineOf(table, machine);
    const isTold = accounts.some((one) => one.provider === provider && one.isTold);
    expect({ machine, counted }).toEqual({ machine, counted: formatMoney(amounts.counted) });
    if (isTold)
      expect({ machine, billed }).toEqual({ machine, billed: formatMoney(amounts.billed ?? "") });
    else expect({ machine, cause }).toEqual({ machine, cause: words.causes["not-told"] });
    const told = isTold ? [amounts.counted, amounts.billed] : [amounts.counted];
    const off = told.map((amount) => apart(amount, twins.get(instanceId)));
    expect({ machine, isToTheCent: off.every((by) => by < HALF_A_CENT), off }).toMatchObject({
      machine,
      isToTheCent: true,
    });
  }
  expect(await table.getByText(words.causes.unknown, { exact: true }).count()).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
}

test("a month of costs is checked line by line against the providers' bills, in two languages", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  await buy(page, { tier: "Pro" });
  for (const { provider, key } of accounts) await addKeyAt(page, provider, key);
  const pages = new Map<Name, string>();
  for (const name of Object.keys(machines) as Name[]) pages.set(name, await launch(page, name));
  const open = (name: Name) => page.goto(pages.get(name) ?? "");

  await passDays(page, 9);
  await open("halted");
  await doAndConfirm(page, "Stop", "halted");
  await headSays(page, "stopped");
  const { instanceId: steady } = await billNamed(page, "steady");
  await moveRate("runpod", steady, "4.44");
  await open("steady");
  await page
    .getByText(/^\$4\.4\d*\/h$/)
    .first()
    .waitFor();
  await passDays(page, 9);
  await open("halted");
  await doAndConfirm(page, "Start", "halted");
  await headSays(page, "running");
  await open("market");
  await doAndConfirm(page, "Restart", "market");
  await killMachine((await billNamed(page, "doomed")).instanceId);
  await passDays(page, 10);
  for (const name of ["steady", "halted", "market", "finland", "cloud"] as const) {
    await open(name);
    await doAndConfirm(page, "Terminate", name);
    await headSays(page, "terminated");
  }
  await until("every bill to be told", async () => {
    const rows = await readBills(page);
    return rows.every(({ cause }) => ["equal", "unit", "rounding", "not-told"].includes(cause));
  });

  for (const locale of locales) await checkLines(page, locale);
  expect(complaints).toEqual([]);
  await end();
});
