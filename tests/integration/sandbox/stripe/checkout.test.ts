import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSandbox, type SandboxProcess } from "../sandbox-process";
import { openCheckout, openShop, subscribed, typesOf } from "./shop";

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

describe("the checkout page", () => {
  test("sells a subscription and leads back with the id of its session", async () => {
    const shop = await openShop(sandbox.url);
    const session = await openCheckout(shop, { subscription_data: { metadata: { team: "t1" } } });
    expect([session.status, session.payment_status, session.amount_total]).toEqual([
      "open",
      "unpaid",
      2_900,
    ]);
    const { location } = await shop.account.payCheckout(session.url ?? "");
    expect(location).toBe(`http://127.0.0.1:3000/billing?session=${session.id}`);
    const done = await shop.sdk.checkout.sessions.retrieve(session.id, {
      expand: ["subscription", "invoice"],
    });
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      subscription: { status: "active", metadata: { team: "t1" } },
      invoice: { status: "paid", amount_paid: 2_900, billing_reason: "subscription_create" },
    });
    const types = await typesOf(shop.account);
    for (const type of [
      "customer.subscription.created",
      "customer.subscription.updated",
      "invoice.paid",
      "charge.succeeded",
      "checkout.session.completed",
    ]) {
      expect(types).toContain(type);
    }
    const again = await shop.account.payCheckout(session.url ?? "");
    expect(again.problem).toBe("not_open");
  });

  test("says what is wrong with a card and sells nothing", async () => {
    const shop = await openShop(sandbox.url);
    const session = await openCheckout(shop);
    const problem = async (card: string) =>
      (await shop.account.payCheckout(session.url ?? "", { card })).problem;
    expect(await problem("4000000000000002")).toBe("card_declined");
    expect(await problem("4000000000009995")).toBe("insufficient_funds");
    expect(await problem("4242424242424241")).toBe("incorrect_number");
    expect(await problem("4111111111111111")).toBe("card_declined");
    expect(await problem("4000000000000341")).toBe("card_declined");
    const page = await fetch(`${session.url}?problem=card_declined&lang=zh`);
    expect(await page.text()).toContain("银行卡被拒");
    const open = await shop.sdk.subscriptions.list({ customer: shop.customer.id, status: "all" });
    expect(open.data).toEqual([]);
  });

  test("lets the bank ask the cardholder, who may fail the check and try again", async () => {
    const shop = await openShop(sandbox.url);
    const session = await openCheckout(shop);
    const card = "4000002500003155";
    const url = session.url ?? "";
    const refused = await shop.account.payCheckout(url, { card, bankAsks: "refuse" });
    expect(refused.problem).toBe("authentication_failed");
    expect((await shop.sdk.checkout.sessions.retrieve(session.id)).status).toBe("open");
    const poor = await shop.account.payCheckout(url, { card: "4000008260003178" });
    expect(poor.problem).toBe("insufficient_funds");
    expect((await shop.account.payCheckout(url, { card })).problem).toBeNull();
    expect((await shop.sdk.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
  });

  test("takes a promotion code, and the price with it", async () => {
    const shop = await openShop(sandbox.url);
    const coupon = await shop.sdk.coupons.create({ percent_off: 50, duration: "once" });
    await shop.sdk.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: "HALF",
    });
    const session = await openCheckout(shop, { allow_promotion_codes: true });
    const url = session.url ?? "";
    expect((await shop.account.payCheckout(url, { code: "NONE" })).problem).toBe("no_such_code");
    await shop.account.payCheckout(url, { code: "half" });
    const { invoice, total_details: details } = await shop.sdk.checkout.sessions.retrieve(
      session.id,
    );
    expect(details?.amount_discount).toBe(1_450);
    expect((await shop.sdk.invoices.retrieve(String(invoice))).amount_paid).toBe(1_450);
    await shop.account.advanceDays(32);
    const renewal = await shop.sdk.invoices.list({ customer: shop.customer.id, limit: 1 });
    expect(renewal.data[0]?.amount_paid).toBe(2_900);
  });

  test("adds the tax of the country that is entered", async () => {
    const shop = await openShop(sandbox.url);
    const subscription = await subscribed(
      shop,
      { country: "DE" },
      { automatic_tax: { enabled: true }, customer_update: { address: "auto" } },
    );
    const invoice = await shop.sdk.invoices.retrieve(String(subscription.latest_invoice));
    expect([invoice.subtotal, invoice.total, invoice.total_taxes?.[0]?.amount]).toEqual([
      2_900, 3_451, 551,
    ]);
  });

  test("makes a customer where none is given", async () => {
    const shop = await openShop(sandbox.url);
    const session = await shop.sdk.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: shop.pro.id, quantity: 1 }],
      success_url: "http://127.0.0.1:3000/",
    });
    const url = session.url ?? "";
    expect((await shop.account.payCheckout(url)).problem).toBe("no_email");
    await shop.account.payCheckout(url, { email: "new@example.com" });
    const { data } = await shop.sdk.customers.list({ email: "new@example.com" });
    expect(data).toHaveLength(1);
  });

  test("expires after a day, or when it is told to", async () => {
    const shop = await openShop(sandbox.url);
    const [one, two] = [await openCheckout(shop), await openCheckout(shop)];
    await shop.sdk.checkout.sessions.expire(one.id);
    await expect(shop.sdk.checkout.sessions.expire(one.id)).rejects.toThrow("expired");
    expect((await shop.account.payCheckout(one.url ?? "")).problem).toBe("not_open");
    await shop.account.advanceDays(1.1);
    expect((await shop.sdk.checkout.sessions.retrieve(two.id)).status).toBe("expired");
  });
});

describe("a bank debit", () => {
  test("begins the subscription unpaid, and is paid days later", async () => {
    const shop = await openShop(sandbox.url);
    const session = await openCheckout(shop);
    await shop.account.payCheckout(session.url ?? "", { bank: "good" });
    const begun = await shop.sdk.checkout.sessions.retrieve(session.id, {
      expand: ["invoice.payments.data.payment.payment_intent"],
    });
    expect(begun).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      invoice: {
        status: "open",
        payments: { data: [{ payment: { payment_intent: { status: "processing" } } }] },
      },
    });
    await shop.account.advanceDays(5);
    expect((await shop.sdk.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    expect(await typesOf(shop.account)).toContain("checkout.session.async_payment_succeeded");
  });

  test("that fails leaves the subscription behind with its payment", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop, { bank: "failing" });
    await shop.account.advanceDays(5);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("past_due");
    const types = await typesOf(shop.account);
    expect(types).toContain("checkout.session.async_payment_failed");
    expect(types).toContain("invoice.payment_failed");
  });
});
