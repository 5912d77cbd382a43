import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, type Person, somebody } from "./pages/account";
import { buy, cards, openCheckout, payWith, playedStripe } from "./pages/checkout";
import { freshRunpodKey, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function typeKey(page: Page, key: string): Promise<void> {
  await page.goto("/dashboard/keys");
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Check and add" }).click();
}

async function addKey(page: Page): Promise<void> {
  const key = freshRunpodKey();
  await typeKey(page, key);
  await page
    .getByText(`••••${key.slice(-4)}`)
    .first()
    .waitFor();
}

/** A month later every session has ended. */
async function signInAgain(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

/** The customer and the one running subscription of a person at the payment service. */
async function boughtBy({ email }: Person) {
  const sdk = playedStripe().sdk();
  const { data } = await sdk.customers.list({ email });
  const customer = data[0]?.id ?? "";
  const running = await sdk.subscriptions.list({ customer });
  return { sdk, customer, subscription: running.data[0]?.id ?? "" };
}

test("Basic reaches the limit of one key, upgrades with 3-D Secure, and the second key works at once", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  await addKey(page);
  await typeKey(page, freshRunpodKey());
  await page.getByText(/has room for one provider key/).waitFor();
  await page.getByRole("link", { name: "See tiers" }).click();
  await page.waitForURL(/\/settings\/subscription/);
  await openCheckout(page);
  await payWith(page, cards.declines);
  await page
    .getByText(/declined/i)
    .first()
    .waitFor();
  await payWith(page, cards.asks);
  await page.getByText("This team is on Pro").waitFor();
  await addKey(page);
  expect(await page.getByRole("cell", { name: "active" }).count()).toBe(2);
  await mailTo(person.email, /has Pro now/);
  expect(complaints).toEqual([]);
  await end();
});

test("five keys, a downgrade: four are frozen and say so; an upgrade thaws them", async () => {
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  await buy(page);
  for (let count = 0; count < 5; count += 1) await addKey(page);
  await page.goto("/settings/subscription");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Now", { exact: true }).check();
  await dialog.getByLabel("Too expensive").check();
  await dialog.getByRole("button", { name: "End it now" }).click();
  await page.getByText("This team is on Basic").waitFor();
  await page.goto("/dashboard/keys");
  await page
    .getByRole("button", { name: /^Keep the key/ })
    .nth(3)
    .waitFor();
  expect(
    await page
      .getByRole("button", { name: /^Keep the key/ })
      .filter({ visible: true })
      .count(),
  ).toBe(4);
  await buy(page);
  await page.goto("/dashboard/keys");
  await page.getByRole("cell", { name: "active" }).nth(4).waitFor();
  expect(await page.getByRole("button", { name: /^Keep the key/ }).count()).toBe(0);
  await end();
});

test("a subscription is cancelled at the end of its period, and goes on after all", async () => {
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  await buy(page);
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("I hardly use it").check();
  await dialog.getByRole("button", { name: "Cancel at the end of the period" }).click();
  await page.getByText(/^The subscription is cancelled\. Pro stays until/).waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Paid, and renewed by itself.").waitFor();
  await page.getByText("Next charge").waitFor();
  await end();
});

test("every webhook is lost: the page waits, and the nightly comparison brings the tier", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  await openCheckout(page);
  await playedStripe().breakWebhooks({ kind: "drop", times: null });
  await payWith(page, cards.pays);
  await page
    .getByText(/is confirming your payment|takes longer than usual/)
    .first()
    .waitFor();
  await playedStripe().mendWebhooks();
  Object.assign(process.env, inject("appSettings"));
  const { reconcile } = await import("@/lib/payments/reconcile");
  const { drift } = await reconcile();
  expect(drift).toBeGreaterThan(0);
  await page.getByText("This team is on Pro").waitFor();
  await end();
});

test("a renewal is declined: every page says how long the tier stays; the paid bill takes the word away", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  await buy(page);
  const { sdk, customer, subscription } = await boughtBy(person);
  const method = await sdk.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await sdk.subscriptions.update(subscription, { default_payment_method: method.id });
  await playedStripe().answerForm(`${inject("appSettings").SANDBOX_URL}/stripe`, {
    do: "renew",
    id: subscription,
  });
  await signInAgain(page, person);
  await page.getByText("A payment is missing").first().waitFor();
  await mailTo(person.email, /payment .* failed/);
  const good = await sdk.paymentMethods.attach("pm_card_visa", { customer });
  const { data } = await sdk.invoices.list({ customer, status: "open" });
  await sdk.invoices.pay(data[0]?.id ?? "", { payment_method: good.id });
  await mailTo(person.email, /payment .* came/);
  await page.goto("/settings/subscription");
  await page.getByText("Paid, and renewed by itself.").waitFor();
  expect(await page.getByText("A payment is missing").count()).toBe(0);
  await end();
});
