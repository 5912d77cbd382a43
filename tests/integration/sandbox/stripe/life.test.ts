import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSandbox, type SandboxProcess } from "../sandbox-process";
import { changeCard, invoiceOf, openCheckout, openShop, subscribed, typesOf } from "./shop";

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

describe("a subscription by the clock", () => {
  test("is renewed month by month, each renewal told of a week before and a draft for an hour", async () => {
    const shop = await openShop(sandbox.url);
    const { id, items } = await subscribed(shop);
    const end = items.data[0]?.current_period_end ?? 0;
    await shop.account.advance(end * 1_000 - Date.now() - (await offsetMs()) + 60_000);
    const draft = await invoiceOf(shop, id);
    expect([draft.status, draft.billing_reason]).toEqual(["draft", "subscription_cycle"]);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("active");
    await shop.account.advance(3_600_000);
    expect(await invoiceOf(shop, id)).toMatchObject({ status: "paid", amount_paid: 2_900 });
    await shop.account.advanceDays(70);
    const { data } = await shop.sdk.invoices.list({ subscription: id });
    expect(data.map(({ status }) => status)).toEqual(["paid", "paid", "paid", "paid"]);
    expect(await typesOf(shop.account)).toContain("invoice.upcoming");
  });

  test("ends with its period when that is wished, and goes on when the wish is taken back", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop);
    await shop.sdk.subscriptions.update(id, { cancel_at_period_end: true });
    const back = await shop.sdk.subscriptions.update(id, { cancel_at_period_end: false });
    expect([back.cancel_at, back.canceled_at]).toEqual([null, null]);
    await shop.sdk.subscriptions.update(id, { cancel_at_period_end: true });
    await shop.account.advanceDays(32);
    const ended = await shop.sdk.subscriptions.retrieve(id);
    expect([ended.status, ended.cancellation_details?.reason]).toEqual([
      "canceled",
      "cancellation_requested",
    ]);
    expect(await typesOf(shop.account)).toContain("customer.subscription.deleted");
  });

  test("ends at once, and only once", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop);
    expect((await shop.sdk.subscriptions.cancel(id)).status).toBe("canceled");
    await expect(shop.sdk.subscriptions.cancel(id)).rejects.toMatchObject({
      code: "resource_missing",
    });
  });
});

describe("a trial", () => {
  test("is told of three days before its end and then paid for", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop, {}, { subscription_data: { trial_period_days: 14 } });
    const trial = await shop.sdk.subscriptions.retrieve(id);
    expect([trial.status, (await invoiceOf(shop, id)).total]).toEqual(["trialing", 0]);
    await shop.account.advanceDays(11.1);
    expect(await typesOf(shop.account)).toContain("customer.subscription.trial_will_end");
    await shop.account.advanceDays(3);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("active");
    expect((await invoiceOf(shop, id)).amount_paid).toBe(2_900);
  });

  test.each([
    ["cancel", "canceled"],
    ["pause", "paused"],
    ["create_invoice", "past_due"],
  ] as const)("without a card ends as its setting says: %s", async (missing, status) => {
    const shop = await openShop(sandbox.url);
    const session = await openCheckout(shop, {
      payment_method_collection: "if_required",
      subscription_data: {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: missing } },
      },
    });
    const url = session.url ?? "";
    await shop.account.answerForm(url, { do: "pay" });
    const begun = await shop.sdk.checkout.sessions.retrieve(session.id);
    expect([begun.status, begun.payment_status]).toEqual(["complete", "no_payment_required"]);
    await shop.account.advanceDays(7.2);
    const { status: is } = await shop.sdk.subscriptions.retrieve(String(begun.subscription));
    expect(is).toBe(status);
  });

  test("ends now when it is told to, and is paid for now", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop, {}, { subscription_data: { trial_period_days: 14 } });
    const ended = await shop.sdk.subscriptions.update(id, { trial_end: "now" });
    expect([ended.status, (await invoiceOf(shop, id)).status]).toEqual(["active", "paid"]);
  });
});

describe("a payment that fails", () => {
  test("is tried again after three, five and seven days, and ends the subscription", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop);
    await changeCard(shop, id, "pm_card_chargeCustomerFail");
    await shop.account.advanceDays(32);
    const first = await invoiceOf(shop, id);
    expect([first.status, first.attempt_count]).toEqual(["open", 1]);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("past_due");
    await shop.account.advanceDays(3);
    expect((await invoiceOf(shop, id)).attempt_count).toBe(2);
    await shop.account.advanceDays(5);
    expect((await invoiceOf(shop, id)).attempt_count).toBe(3);
    await shop.account.advanceDays(7);
    const ended = await shop.sdk.subscriptions.retrieve(id);
    expect([ended.status, ended.cancellation_details?.reason]).toEqual([
      "canceled",
      "payment_failed",
    ]);
    expect((await invoiceOf(shop, id)).next_payment_attempt).toBeNull();
  });

  test("leaves it unpaid where the account wants that, and another card brings it back", async () => {
    const shop = await openShop(sandbox.url);
    await shop.account.setRules({ retry_days: [1], after_retries: "unpaid" });
    const { id } = await subscribed(shop);
    await changeCard(shop, id, "pm_card_chargeCustomerFail");
    await shop.account.advanceDays(34);
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("unpaid");
    const good = await changeCard(shop, id, "pm_card_visa");
    const { id: invoice } = await invoiceOf(shop, id);
    await shop.sdk.invoices.pay(invoice, { payment_method: good.id });
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("at the very beginning leaves it incomplete, and after a day it is over", async () => {
    const shop = await openShop(sandbox.url);
    const method = await shop.sdk.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: shop.customer.id,
    });
    const begun = await shop.sdk.subscriptions.create({
      customer: shop.customer.id,
      items: [{ price: shop.pro.id }],
      default_payment_method: method.id,
    });
    expect(begun.status).toBe("incomplete");
    await shop.account.advanceDays(1);
    expect((await shop.sdk.subscriptions.retrieve(begun.id)).status).toBe("incomplete_expired");
    expect((await invoiceOf(shop, begun.id)).status).toBe("void");
  });
});

describe("the portal", () => {
  test("changes the card, cancels and resumes, where it is allowed", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop);
    const visit = async (cancel: boolean) => {
      const { id: configuration } = await shop.sdk.billingPortal.configurations.create({
        features: {
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true },
          subscription_cancel: { enabled: cancel },
        },
      });
      return shop.sdk.billingPortal.sessions.create({
        customer: shop.customer.id,
        configuration,
        return_url: "http://127.0.0.1:3000/billing",
      });
    };
    const { url: strict } = await visit(false);
    const wish = (url: string, word: string) =>
      shop.account.answerForm(url, { do: word, subscription: id });
    expect((await wish(strict, "cancel")).problem).toBe("not_allowed");
    const { url } = await visit(true);
    expect(await (await fetch(url)).text()).toContain("ComputeHub Pro");
    await wish(url, "cancel");
    expect((await shop.sdk.subscriptions.retrieve(id)).cancel_at_period_end).toBe(true);
    await wish(url, "resume");
    expect((await shop.sdk.subscriptions.retrieve(id)).cancel_at_period_end).toBe(false);
    await shop.account.fillCard(url, { card: "4000002500003155" });
    const { default_payment_method: method } = await shop.sdk.subscriptions.retrieve(id);
    const saved = await shop.sdk.paymentMethods.retrieve(String(method));
    expect(saved.card?.last4).toBe("3155");
  });
});

async function offsetMs(): Promise<number> {
  const answer = await fetch(`${sandbox.url}/control/clock`);
  return Object(await answer.json()).offsetMs;
}
