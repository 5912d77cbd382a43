import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";
import { makeBuyer } from "./buying";
import { openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const pro = { tier: "pro", interval: "month" } as const;

describe("T24: the portal", () => {
  it("is of one configuration made by code, which can switch to no price and cancel nothing", async () => {
    const [ada, bob] = [await makeBuyer(money(), pro), await makeBuyer(money(), pro)];
    for (const { scope } of [ada, ada, bob]) {
      const { url } = await runVerb(openPortal, scope, {});
      expect((await fetch(url)).status).toBe(200);
    }
    const { data } = await money().sdk().billingPortal.configurations.list();
    expect(data).toMatchObject([
      {
        active: true,
        features: {
          subscription_update: { enabled: false },
          subscription_cancel: { enabled: false },
          payment_method_update: { enabled: true },
          invoice_history: { enabled: true },
        },
      },
    ]);
  });

  it("leads back to our own page, in the reader's language, whatever the browser sends", async () => {
    const ada = await makeBuyer(money(), pro);
    const sent = { flow: "payment-method", return_url: "https://evil.example", configuration: "x" };
    const { url } = await runVerb(openPortal, { ...ada.scope, locale: "zh" }, sent);
    const page = await (await fetch(url)).text();
    expect(page).toContain("/zh/settings/subscription");
    expect(page).not.toContain("evil.example");
  });

  it("is refused to a team that never bought anything", async () => {
    const ada = await makePerson();
    const asked = runVerb(openPortal, ada.scope, {});
    await expect(asked).rejects.toMatchObject({ code: "conflict", reason: "no-customer" });
  });
});

describe("T18: the currency", () => {
  it("is fixed for a customer who was billed in another one, and said so", async () => {
    const ada = await makePerson();
    const { id } = await money().sdk().customers.create({ email: ada.email });
    const method = await money()
      .sdk()
      .paymentMethods.create({
        type: "card",
        card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
      });
    await money().sdk().paymentMethods.attach(method.id, { customer: id });
    const yen = await money()
      .sdk()
      .prices.create({
        currency: "jpy",
        unit_amount: 500,
        recurring: { interval: "month" },
        product_data: { name: "old" },
      });
    const { id: sub } = await money()
      .sdk()
      .subscriptions.create({
        customer: id,
        items: [{ price: yen.id }],
        default_payment_method: method.id,
      });
    await money().sdk().subscriptions.cancel(sub);
    await asWorker((tx) =>
      tx.billingCustomer.createMany({
        data: [
          {
            teamId: ada.scope.team.id,
            customerId: id,
            email: ada.email,
            createdAt: new Date(),
          },
        ],
      }),
    );
    const asked = runVerb(openCheckout, ada.scope, pro);
    await expect(asked).rejects.toMatchObject({
      reason: "other-currency",
      values: { currency: "JPY" },
    });
  });
});
