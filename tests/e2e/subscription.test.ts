import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { beginCheckout, buy, cards, fillCard, payCheckout, saysBought } from "./pages/checkout";
import { addKey, keysSay, tryKey } from "./pages/keys";
import { freshRunpodKey } from "./pages/outside-world";
import { compareNow, customerOf, endTrial, sellerAccount } from "./pages/payments";
import { buySeats, invite, joinTeam, sendInvite, writeInvite } from "./pages/team";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Somebody new, signed up through the pages. */
async function newcomer() {
  const person = somebody();
  const visit = await startVisit(browser);
  await haveAccount(visit.page, person);
  return { ...visit, person };
}

/** Asks to cancel, at the moment chosen, and confirms. */
async function cancel(page: Page, when: string, confirm: string): Promise<void> {
  await page.goto("/settings/subscription");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: when, exact: true }).check();
  await dialog.getByRole("button", { name: confirm }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("who is refused a second key finds the way to Pro, pays as the bank asks, and adds it at once", async () => {
  const { page, end } = await newcomer();
  await addKey(page, freshRunpodKey());
  await tryKey(page, freshRunpodKey());
  await page.getByText("Your tier has room for one provider key.").waitFor();
  await page.getByRole("link", { name: "Move up to Pro" }).click();
  await page.getByRole("heading", { name: "This team is on Basic" }).waitFor();
  await buy(page, { tier: "Pro", card: cards.asks });
  await addKey(page, freshRunpodKey());
  await keysSay(page, "works", 2);
  await end();
});

test("a payment that fails is told on every page with the time that is left, until it is paid", async () => {
  const { page, person, end } = await newcomer();
  await buy(page, { tier: "Pro", card: cards.failsLater, trial: true });
  await endTrial(await customerOf(person.email));
  const banner = page.getByText("A payment is missing");
  await until("the banner", async () => {
    await page.goto("/dashboard");
    return (await banner.count()) > 0;
  });
  for (const path of ["/dashboard/keys", "/dashboard/deployments", "/settings/security"]) {
    await page.goto(path);
    await banner.waitFor();
    await page.getByText(/Time left: 6 days 23 h \d+ min\./).waitFor();
  }
  await page.getByRole("link", { name: "Pay now" }).click();
  await page.getByRole("button", { name: "Change payment method" }).click();
  await fillCard(page, cards.pays);
  await page.getByRole("button", { name: "Save card" }).click();
  await page.getByRole("link", { name: "Pay the open bill" }).click();
  await fillCard(page, cards.pays);
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByText(/^Paid/).waitFor();
  await until("the banner to go", async () => {
    await page.goto("/dashboard");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    return (await banner.count()) === 0;
  });
  await page.goto("/settings/subscription");
  await page.getByRole("heading", { name: "This team is on Pro" }).waitFor();
  expect(await banner.count()).toBe(0);
  await end();
});

test("who cancels now keeps one of five keys, and has all five again by buying again", async () => {
  const { page, end } = await newcomer();
  await buy(page, { tier: "Pro" });
  for (let added = 0; added < 5; added += 1) await addKey(page, freshRunpodKey());
  await cancel(page, "Now", "End it now");
  await page.getByRole("heading", { name: "This team is on Basic" }).waitFor();
  await page.getByText("4 keys are frozen").waitFor();
  await page.getByRole("link", { name: "To the keys" }).click();
  await keysSay(page, "frozen", 4);
  await keysSay(page, "works", 1);
  await buy(page, { tier: "Pro" });
  await page.goto("/dashboard/keys");
  await keysSay(page, "works", 5);
  await end();
});

test("two at once at the last seat of Enterprise: one has it, the other once a seat more is bought", async () => {
  const { page, end } = await newcomer();
  await buy(page, { tier: "Enterprise" });
  for (let invited = 0; invited < 3; invited += 1) await invite(page, somebody().email);
  await page.getByText(/^4 of 5 seats used/).waitFor();

  const second = await page.context().newPage();
  const tries = [
    { tab: page, email: somebody().email },
    { tab: second, email: somebody().email },
  ];
  for (const { tab, email } of tries) await writeInvite(tab, email);
  await Promise.all(tries.map(({ tab }) => sendInvite(tab)));
  const answers = await Promise.all(
    tries.map(async ({ tab, email }) => {
      const done = tab.getByText(`An invitation is on its way to ${email}.`);
      const refused = tab.getByText("All 5 seats of your team are taken or offered.");
      await done.or(refused).first().waitFor();
      return { tab, email, isDone: (await done.count()) > 0 };
    }),
  );
  expect(answers.map(({ isDone }) => isDone).sort()).toEqual([false, true]);
  const late = answers.find(({ isDone }) => !isDone);
  if (!late) throw new Error("nobody was refused");

  await buySeats(late.tab, 6);
  await until("the sixth seat", async () => {
    await late.tab.goto("/settings/team");
    await late.tab.getByText(/^5 of \d seats used/).waitFor();
    return (await late.tab.getByText(/^5 of 6 seats used/).count()) > 0;
  });
  const guest = await newcomer();
  await invite(late.tab, guest.person.email);
  await joinTeam(guest.page, guest.person.email);
  await guest.page.getByRole("heading", { name: "Overview" }).waitFor();
  await late.tab.goto("/settings/team");
  await late.tab.getByRole("row", { name: guest.person.email }).waitFor();
  await guest.end();
  await end();
});

test("who cancels at the end of the period is told until when the tier stays, and may resume", async () => {
  const { page, end } = await newcomer();
  await buy(page, { tier: "Pro" });
  await cancel(page, "At the end of the paid period", "Cancel at the end of the period");
  await page.getByText(/^The subscription is cancelled\. Pro stays until \d+ \w+ \d{4}/).waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("The subscription goes on.").waitFor();
  await page.getByRole("button", { name: "Cancel subscription" }).waitFor();
  await page.getByRole("heading", { name: "This team is on Pro" }).waitFor();
  await end();
});

test("a payment of which no word arrives is waited for, and found by the comparison with Stripe", async () => {
  const { page, person, end } = await newcomer();
  await beginCheckout(page, { tier: "Pro" });
  const customer = await customerOf(person.email);
  await sellerAccount().breakWebhooks({ kind: "drop", times: null, customer });
  await payCheckout(page);
  await page.getByText("The payment service is confirming your payment.").waitFor();
  await page.getByRole("heading", { name: "This team is on Basic" }).waitFor();
  await compareNow();
  await saysBought(page, { tier: "Pro" });
  await sellerAccount().mendWebhooks();
  await end();
});
