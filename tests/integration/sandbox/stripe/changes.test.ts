import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSandbox, type SandboxProcess } from "../sandbox-process";
import { changeCard, invoiceOf, openShop, type Shop, subscribed, typesOf } from "./shop";

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

async function readyToChange(days = 10) {
  const shop = await openShop(sandbox.url);
  const subscription = await subscribed(shop);
  const item = subscription.items.data[0]?.id ?? "";
  await shop.account.advanceDays(days);
  return { shop, id: subscription.id, item, subscription };
}

const linesOf = (invoice: Stripe.Invoice) =>
  invoice.lines.data.map(({ amount, description }) => [description, amount]);
const preview = ({ sdk }: Shop, subscription: string, details: object) =>
  sdk.invoices.createPreview({ subscription, subscription_details: details });

describe("an upgrade", () => {
  test("costs to the cent what its preview said, worked out to the second", async () => {
    const { shop, id, item, subscription } = await readyToChange();
    const { current_period_start: start = 0, current_period_end: end = 0 } =
      subscription.items.data[0] ?? {};
    const at = start + 10 * 86_400 + 3;
    const items = [{ id: item, price: shop.enterprise.id, quantity: 3 }];
    const proration = { proration_behavior: "always_invoice", proration_date: at } as const;
    const shown = await preview(shop, id, { items, ...proration });
    await shop.sdk.subscriptions.update(id, { items, ...proration });
    const charged = await invoiceOf(shop, id);
    expect(linesOf(charged)).toEqual(linesOf(shown));
    expect(charged.amount_paid).toBe(shown.amount_due);
    const rest = (amount: number) => Math.round((amount * (end - at)) / (end - start));
    expect(charged.total).toBe(rest(3 * 9_900) - rest(2_900));
    expect(charged.parent?.subscription_details).toMatchObject({
      subscription: id,
      subscription_proration_date: at,
    });
  });

  test("with tax and a discount costs what its preview said, too", async () => {
    const opening = {
      automatic_tax: { enabled: true },
      customer_update: { address: "auto" as const },
      allow_promotion_codes: true,
    };
    const shop = await openShop(sandbox.url);
    const coupon = await shop.sdk.coupons.create({ percent_off: 15, duration: "forever" });
    await shop.sdk.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: "ALWAYS",
    });
    const fields = { country: "FR", code: "ALWAYS" };
    const { id, items } = await subscribed(shop, fields, opening);
    await shop.account.advanceDays(4);
    const change = {
      items: [{ id: items.data[0]?.id ?? "", price: shop.enterprise.id }],
      proration_behavior: "always_invoice" as const,
      proration_date: (items.data[0]?.current_period_start ?? 0) + 4 * 86_400,
    };
    const shown = await preview(shop, id, change);
    await shop.sdk.subscriptions.update(id, change);
    const charged = await invoiceOf(shop, id);
    const facts = ({ subtotal, total, amount_due: due }: Stripe.Invoice) => [subtotal, total, due];
    expect(facts(charged)).toEqual(facts(shown));
    expect(charged.total_taxes?.length).toBe(2);
    expect(charged.total).not.toBe(charged.subtotal);
  });

  test("waits while its payment is refused, and happens when another card pays", async () => {
    const { shop, id, item } = await readyToChange();
    await changeCard(shop, id, "pm_card_chargeCustomerFail");
    const waiting = await shop.sdk.subscriptions.update(id, {
      items: [{ id: item, price: shop.enterprise.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
    });
    expect(waiting.items.data[0]?.price.lookup_key).toBe("pro");
    expect(waiting.pending_update?.subscription_items?.[0]?.price.lookup_key).toBe("enterprise");
    expect(waiting.status).toBe("active");
    const { hosted_invoice_url: url } = await invoiceOf(shop, id);
    await shop.account.fillCard(url ?? "");
    const done = await shop.sdk.subscriptions.retrieve(id);
    expect([done.items.data[0]?.price.lookup_key, done.pending_update]).toEqual([
      "enterprise",
      null,
    ]);
    const types = await typesOf(shop.account);
    expect(types).toContain("customer.subscription.pending_update_applied");
  });

  test("waits for the cardholder where the bank asks, and lapses without them", async () => {
    const { shop, id, item } = await readyToChange();
    const upgrade = () =>
      shop.sdk.subscriptions.update(id, {
        items: [{ id: item, price: shop.enterprise.id }],
        proration_behavior: "always_invoice",
        payment_behavior: "pending_if_incomplete",
      });
    await changeCard(shop, id, "pm_card_authenticationRequired");
    await upgrade();
    expect(await typesOf(shop.account)).toContain("invoice.payment_action_required");
    await shop.account.advanceDays(1);
    const lapsed = await shop.sdk.subscriptions.retrieve(id);
    expect(lapsed.pending_update).toBeNull();
    expect((await invoiceOf(shop, id)).status).toBe("void");
    await upgrade();
    const { hosted_invoice_url: url } = await invoiceOf(shop, id);
    await shop.account.answerForm(`${url}/confirm`, { do: "agree" });
    const done = await shop.sdk.subscriptions.retrieve(id);
    expect(done.items.data[0]?.price.lookup_key).toBe("enterprise");
  });

  test("that is thought better of takes back the invoice of the one before", async () => {
    const { shop, id, item } = await readyToChange();
    await changeCard(shop, id, "pm_card_chargeCustomerFail");
    const upgrade = (quantity: number) =>
      shop.sdk.subscriptions.update(id, {
        items: [{ id: item, price: shop.enterprise.id, quantity }],
        proration_behavior: "always_invoice",
        payment_behavior: "pending_if_incomplete",
      });
    const first = await upgrade(2);
    const second = await upgrade(3);
    expect(second.pending_update?.subscription_items?.[0]?.quantity).toBe(3);
    const voided = await shop.sdk.invoices.retrieve(String(first.latest_invoice));
    expect([voided.status, (await invoiceOf(shop, id)).status]).toEqual(["void", "open"]);
  });

  test("is refused whole where an incomplete payment is an error", async () => {
    const { shop, id, item } = await readyToChange();
    await changeCard(shop, id, "pm_card_chargeCustomerFail");
    const before = await shop.sdk.invoices.list({ subscription: id });
    const upgrade = shop.sdk.subscriptions.update(id, {
      items: [{ id: item, price: shop.enterprise.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
    });
    await expect(upgrade).rejects.toMatchObject({ type: "StripeCardError", statusCode: 402 });
    const after = await shop.sdk.invoices.list({ subscription: id });
    expect(after.data.length).toBe(before.data.length);
    const kept = await shop.sdk.subscriptions.retrieve(id);
    expect(kept.items.data[0]?.price.lookup_key).toBe("pro");
  });

  test("with a payment that may be pending takes no other changes along", async () => {
    const { shop, id, item } = await readyToChange();
    const mixed = shop.sdk.subscriptions.update(id, {
      items: [{ id: item, quantity: 2 }],
      payment_behavior: "pending_if_incomplete",
      metadata: { team: "t1" },
    });
    await expect(mixed).rejects.toMatchObject({ param: "metadata" });
  });

  test("to a yearly price begins a year now, with credit for the rest of the month", async () => {
    const { shop, id, item } = await readyToChange(15);
    const yearly = await shop.sdk.prices.create({
      product: shop.product.id,
      currency: "usd",
      unit_amount: 29_000,
      recurring: { interval: "year" },
    });
    const items = [{ id: item, price: yearly.id }];
    const shown = await preview(shop, id, { items });
    const changed = await shop.sdk.subscriptions.update(id, { items });
    const { total, status } = await invoiceOf(shop, id);
    expect([status, Math.abs(total - shown.total) <= 1]).toEqual(["paid", true]);
    const { current_period_start: from = 0, current_period_end: to = 0 } =
      changed.items.data[0] ?? {};
    expect((to - from) / 86_400).toBeGreaterThanOrEqual(365);
  });
});

describe("a downgrade", () => {
  test("that credits puts the rest to the customer's credit, used by the next invoice", async () => {
    const { shop, id, item } = await readyToChange();
    await shop.sdk.subscriptions.update(id, {
      items: [{ id: item, price: shop.enterprise.id }],
      proration_behavior: "always_invoice",
    });
    await shop.sdk.subscriptions.update(id, {
      items: [{ id: item, price: shop.pro.id }],
      proration_behavior: "always_invoice",
    });
    const credit = await shop.sdk.customers.retrieve(shop.customer.id);
    const balance = "balance" in credit ? credit.balance : 0;
    expect(balance).toBeLessThan(0);
    await shop.account.advanceDays(25);
    const renewal = await invoiceOf(shop, id);
    expect(renewal.starting_balance).toBe(balance);
    expect(renewal.amount_paid).toBe(Math.max(0, 2_900 + balance));
  });

  test("at the end of the period is a schedule of two phases, and costs nothing before", async () => {
    const { shop, id, item } = await readyToChange();
    await shop.sdk.subscriptions.update(id, {
      items: [{ id: item, price: shop.enterprise.id, quantity: 2 }],
      proration_behavior: "none",
    });
    const schedule = await shop.sdk.subscriptionSchedules.create({ from_subscription: id });
    const [now] = schedule.phases;
    await shop.sdk.subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      phases: [
        {
          items: [{ price: shop.enterprise.id, quantity: 2 }],
          start_date: now?.start_date ?? 0,
          end_date: now?.end_date ?? 0,
        },
        {
          items: [{ price: shop.pro.id, quantity: 1 }],
          proration_behavior: "none",
          duration: { interval: "month", interval_count: 1 },
        },
      ],
    });
    const ending = shop.sdk.subscriptions.update(id, { cancel_at_period_end: true });
    await expect(ending).rejects.toThrow("managed by the subscription schedule");
    expect((await preview(shop, id, {})).amount_due).toBe(2_900);
    await shop.account.advanceDays(22);
    const changed = await shop.sdk.subscriptions.retrieve(id);
    expect(changed.items.data.map(({ price, quantity }) => [price.lookup_key, quantity])).toEqual([
      ["pro", 1],
    ]);
    expect((await invoiceOf(shop, id)).amount_paid).toBe(2_900);
    await shop.account.advanceDays(31);
    const free = await shop.sdk.subscriptions.retrieve(id);
    expect([free.status, free.schedule]).toEqual(["active", null]);
    expect(await typesOf(shop.account)).toContain("subscription_schedule.released");
  });

  test("that is undone in time leaves all as it was", async () => {
    const { shop, id } = await readyToChange();
    const { id: schedule } = await shop.sdk.subscriptionSchedules.create({ from_subscription: id });
    const again = shop.sdk.subscriptionSchedules.create({ from_subscription: id });
    await expect(again).rejects.toThrow("already attached");
    await shop.sdk.subscriptionSchedules.release(schedule);
    await expect(shop.sdk.subscriptionSchedules.release(schedule)).rejects.toThrow("released");
    expect((await shop.sdk.subscriptions.retrieve(id)).schedule).toBeNull();
  });
});

describe("seats", () => {
  test("added without a prorated invoice wait for the next one", async () => {
    const { shop, id, item } = await readyToChange();
    await shop.sdk.subscriptions.update(id, { items: [{ id: item, quantity: 4 }] });
    const next = await preview(shop, id, {});
    expect(
      next.lines.data.filter(({ parent }) => parent?.subscription_item_details?.proration),
    ).toHaveLength(2);
    await shop.account.advanceDays(22);
    expect((await invoiceOf(shop, id)).total).toBe(next.total);
  });

  test("of several plans are one invoice", async () => {
    const { shop, id } = await readyToChange();
    await shop.sdk.subscriptions.update(id, {
      items: [{ price: shop.enterprise.id, quantity: 2 }],
      proration_behavior: "none",
    });
    await shop.account.advanceDays(22);
    expect((await invoiceOf(shop, id)).amount_paid).toBe(2_900 + 2 * 9_900);
  });
});

describe("money that goes back", () => {
  test("is a refund in part and then in whole, and no more", async () => {
    const { shop, id } = await readyToChange();
    const invoice = await shop.sdk.invoices.retrieve((await invoiceOf(shop, id)).id, {
      expand: ["payments.data.payment.payment_intent"],
    });
    const payment = invoice.payments?.data[0]?.payment.payment_intent;
    const intent = typeof payment === "object" ? payment.id : "";
    await shop.sdk.refunds.create({ payment_intent: intent, amount: 900 });
    await shop.sdk.refunds.create({ payment_intent: intent });
    await expect(shop.sdk.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      code: "charge_already_refunded",
    });
    const [charge] = (await shop.sdk.charges.list({ payment_intent: intent })).data;
    expect([charge?.amount_refunded, charge?.refunded]).toEqual([2_900, true]);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("is a dispute, won or lost", async () => {
    const shop = await openShop(sandbox.url);
    await subscribed(shop, { card: "4000000000000259" });
    const [dispute] = (await shop.sdk.disputes.list()).data;
    expect(dispute?.status).toBe("needs_response");
    await shop.account.closeDispute(dispute?.id ?? "", "won");
    const types = await typesOf(shop.account);
    expect(types.filter((type) => type.startsWith("charge.dispute."))).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
  });
});
