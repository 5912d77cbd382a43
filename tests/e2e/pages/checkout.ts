import type { Page } from "playwright";
import { inject } from "vitest";
import { openStripe } from "@/tests/factories/stripe";

/** Cards of the payment service's own test numbers. */
export const cards = {
  pays: "4242424242424242",
  asks: "4000002500003155",
  declines: "4000000000000002",
} as const;

/** The played payment service of the running ComputeHub. */
export function playedStripe() {
  const { SANDBOX_URL = "", STRIPE_SECRET_KEY = "" } = inject("appSettings");
  return openStripe(SANDBOX_URL, STRIPE_SECRET_KEY);
}

/** Goes from the page of the subscription to the hosted one. */
export async function openCheckout(page: Page, tier = "Pro"): Promise<void> {
  await page.goto(`/settings/subscription?choose=${tier.toLowerCase()}`);
  await page.getByRole("button", { name: `Buy ${tier}` }).click();
  await page.waitForURL(/\/stripe\/checkout\//);
}

/** Fills in the hosted page and sends it; the bank's question is agreed to. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.locator("#number").fill(card);
  await page.locator("#expiry").fill("12/40");
  await page.locator("#cvc").fill("123");
  await page.locator('button[value="pay"]').click();
  if (card !== cards.asks) return;
  await page.locator('button[value="agree"]').click();
}

/** Buys a tier and waits until the page says that the team has it. */
export async function buy(page: Page, { tier = "Pro", card = cards.pays as string } = {}) {
  await openCheckout(page, tier);
  await payWith(page, card);
  await page.getByText(`This team is on ${tier}`).waitFor();
}
