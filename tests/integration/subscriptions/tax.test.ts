import { beforeAll, expect, it } from "vitest";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";
import { customerOf, makeBuyer } from "./buying";
import { openMoney } from "./played-money";

beforeAll(() => {
  process.env.STRIPE_AUTOMATIC_TAX = "true";
});
const money = openMoney();
closeAfterwards();

const pro = { tier: "pro", interval: "month" } as const;

it("T18: taxes are computed by Stripe where that is set, from the address typed on its page", async () => {
  const ada = await makePerson();
  await runVerb(openCheckout, ada.scope, pro);
  const customer = await customerOf(ada);
  const [session] = (await money().sdk().checkout.sessions.list({ customer })).data;
  expect(session).toMatchObject({
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
  });
});

it("T18, T12: the tax of a change is shown before and charged with it", async () => {
  const ada = await makeBuyer(money(), pro, { country: "DE", name: "Ada" });
  const plan = { tier: "enterprise", interval: "month", seats: 5 } as const;
  const { dueNow, tax, nextAmount, prorationAt } = await runVerb(previewChange, ada.scope, plan);
  expect(Number(tax?.minor)).toBeGreaterThan(0);
  expect(Number(nextAmount?.minor)).toBeGreaterThan(9_900);
  const expectedMinor = dueNow?.minor ?? "";
  const { amount } = await runVerb(changePlan, ada.scope, { ...plan, prorationAt, expectedMinor });
  expect(amount).toEqual(dueNow);
  const customer = await customerOf(ada);
  const [invoice] = (await money().sdk().invoices.list({ customer })).data;
  expect(String(invoice?.amount_paid)).toBe(dueNow?.minor);
});
