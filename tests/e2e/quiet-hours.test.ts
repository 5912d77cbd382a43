import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { moveClockOn, readClock } from "./pages/clock";
import { countsInState } from "./pages/deployments";
import { addKey } from "./pages/keys";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, killMachine, machinesOf, mailTo } from "./pages/outside-world";
import { linkTelegram, openPhone, phoneSays } from "./pages/phone";
import { startVisit } from "./pages/visit";

const MINUTE_MS = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What a clock in UTC shows so many minutes from a moment. */
function timeAt(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * MINUTE_MS).toISOString().slice(11, 16);
}

/** It is night until half an hour from now, and the digest comes a minute later. */
async function chooseNight(page: Page): Promise<void> {
  const now = await readClock();
  await page.getByLabel("Time zone").selectOption("UTC");
  await page.getByLabel("Quiet hours").check();
  await page.getByLabel("From").fill(timeAt(now, -60));
  await page.getByLabel("Until").fill(timeAt(now, 30));
  await page.getByLabel("Daily digest at").fill(timeAt(now, 31));
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Saved.").first().waitFor();
}

async function choose(page: Page, what: string, mode: string): Promise<void> {
  const choice = page.getByLabel(what, { exact: true });
  await choice.selectOption(mode);
  await expect.poll(() => choice.isEnabled()).toBe(true);
}

/** Lines of the log about something, in one place and state. */
const told = (page: Page, subject: RegExp, place: string, state: string) =>
  page
    .getByRole("listitem")
    .filter({ hasText: subject })
    .filter({ has: page.getByText(place, { exact: true }) })
    .filter({ has: page.getByText(state, { exact: true }) });

test("at night what is plain waits for the morning, and a machine that dies wakes its owner", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  const key = freshRunpodKey();
  const name = `night${crypto.randomUUID().slice(0, 6)}`;
  await haveAccount(page, person);
  await buy(page, { tier: "Pro" });
  await addKey(page, key);
  await linkTelegram(page);
  await page.getByRole("button", { name: "Yes, tell me there" }).click();
  await page.getByLabel("State: Ada @ada").waitFor();
  await choose(page, "State: Ada @ada", "now");
  await choose(page, "State: Your mail", "digest");
  await chooseNight(page);

  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel("Number of machines").selectOption("2");
  await page.getByRole("button", { name: /^Launch 2 machines/ }).click();
  await page.waitForURL(/\/dashboard\/deployments$/);
  await countsInState(page, "running", 2);

  await page.goto("/settings/notifications");
  const running = new RegExp(`${name}.* is running`);
  await told(page, running, "Ada @ada", "waiting").nth(1).waitFor();
  await told(page, running, "Your mail", "waiting").nth(1).waitFor();
  const phone = await openPhone(page);

  const [machine] = await machinesOf(key);
  await killMachine(machine?.id ?? "");
  const gone = new RegExp(`${name}.* is gone`);
  await phoneSays(phone, gone);
  await mailTo(person.email, gone);
  expect(await phone.getByText(running).count()).toBe(0);
  await told(page, gone, "Ada @ada", "sent").waitFor();
  await page.getByText("Nobody is on this yet").waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const message = phone.locator("pre", { hasText: gone }).last();
  await message.locator("xpath=following::button[1]").click();
  await phoneSays(phone, "Noted: you are on it");
  await page.getByText("Nobody is on this yet").waitFor({ state: "detached" });

  await moveClockOn(40 * MINUTE_MS);
  const morning = /^\d+ messages from/;
  const digest = await mailTo(person.email, morning);
  expect(digest.text.match(new RegExp(`${name}.* is running`, "g"))).toHaveLength(2);
  await phoneSays(phone, running);
  await told(page, running, "Ada @ada", "told in one with others").nth(1).waitFor();
  await told(page, running, "Your mail", "told in one with others").nth(1).waitFor();
  expect(complaints).toEqual([]);
  await end();
});
