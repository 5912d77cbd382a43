import type { Page } from "playwright";

/** Numbers Stripe keeps for tests. */
export const cards = {
  pays: "4242 4242 4242 4242",
  /** The bank asks its holder once. */
  asks: "4000 0025 0000 3155",
  /** Can be saved, but every charge fails. */
  failsLater: "4000 0000 0000 0341",
} as const;

type Card = (typeof cards)[keyof typeof cards];

export interface Purchase {
  readonly tier: "Pro" | "Enterprise";
  readonly card?: Card;
  /** Begins the trial instead of paying at once. */
  readonly trial?: boolean;
}

/** Buys a tier as a person does, and comes back to the page that says so. */
export async function buy(page: Page, purchase: Purchase): Promise<void> {
  await beginCheckout(page, purchase);
  await payCheckout(page, purchase.card);
  await saysBought(page, purchase);
}

/** Chooses a tier and goes as far as the hosted page that takes the money. */
export async function beginCheckout(page: Page, { tier, trial = false }: Purchase): Promise<void> {
  await page.goto(`/settings/subscription?choose=${tier.toLowerCase()}`);
  const act = trial ? /^Try \d+ days free$/ : `Buy ${tier}`;
  await page.getByRole("button", { name: act }).click();
  await page.getByRole("heading", { name: "Your order" }).waitFor();
}

/** Fills the hosted page and sends it; the bank, where it asks, is told yes. */
export async function payCheckout(page: Page, card: Card = cards.pays): Promise<void> {
  await page.getByLabel("Country").fill("US");
  await fillCard(page, card);
  await page.getByRole("button", { name: "Subscribe" }).click();
  if (card !== cards.asks) return;
  await page.getByText("Is this payment of").waitFor();
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** Waits until the page of the subscription thanks for it. */
export async function saysBought(page: Page, { tier }: Pick<Purchase, "tier">): Promise<void> {
  await page.getByText(`Thank you. Your team is on ${tier}.`).waitFor();
}

/** Fills in a card on any hosted page. */
export async function fillCard(page: Page, card: Card): Promise<void> {
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expiry").fill("12 / 40");
  await page.getByLabel("Security code").fill("123");
}
