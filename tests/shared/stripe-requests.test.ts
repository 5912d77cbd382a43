import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { planPrice } from "@/lib/billing/plans";
import { idOf } from "@/lib/billing/references";
import { reconcile } from "@/lib/payments/reconcile";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { setUpBilling } from "@/lib/subscriptions/set-up";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, type Person } from "@/tests/factories/people";
import { applied, buyer, openTill, subscriptionsOf } from "../integration/payments/till";
import { customerOf, makeBuyer } from "../integration/subscriptions/buying";
import { makePrice } from "../integration/subscriptions/played-money";
import { openContract } from "./stripe-contract/open-contract";
import { type Recorder, record } from "./stripe-contract/recorder";

const shared = process.env.SHARED_DIR ?? "../shared";
const contract = openContract(
  JSON.parse(readFileSync(join(shared, "stripe", "contract.json"), "utf8")),
  { reads: "text" },
);
let recorder: Recorder;
const money = openTill(async (url) => {
  process.env.STRIPE_AUTOMATIC_TAX = "true";
  recorder = await record(url);
  return recorder.url;
});
afterAll(() => recorder.close());
closeAfterwards();

const pro = { tier: "pro", interval: "month", seats: 1 } as const;
const enterprise = (seats: number) => ({ tier: "enterprise", interval: "month", seats }) as const;

it("sends Stripe nothing, in any verb of billing, that its contract does not know", async () => {
  const ada = await makePerson();
  await runVerb(openCheckout, ada.scope, pro);
  await runVerb(openCheckout, ada.scope, { ...pro, trial: true });
  await runVerb(dropCheckout, ada.scope, {});
  await money()
    .sdk()
    .customers.del(await customerOf(ada));
  await runVerb(openCheckout, ada.scope, enterprise(7));

  const tried = await makeBuyer(money(), { ...pro, trial: true }, { country: "DE", name: "Ada" });
  await change(tried, { ...pro, interval: "year" });
  await change(tried, enterprise(6));
  await change(tried, enterprise(8));
  await change(tried, pro);
  await change(tried, enterprise(9));
  await change(tried, pro);
  await runVerb(undoChange, tried.scope, {});
  await runVerb(openPortal, tried.scope, { flow: "payment-method" });
  await runVerb(cancelSubscription, tried.scope, { when: "period-end", reason: "other" });
  await runVerb(resumeSubscription, tried.scope, {});
  await runVerb(cancelSubscription, tried.scope, { when: "now", reason: "not-used", words: "so" });

  const eve = await makeBuyer(money(), pro, { country: "DE", name: "Eve" });
  const customer = await customerOf(eve);
  const card = await money()
    .sdk()
    .paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  for (const { id } of await subscriptionsOf(eve))
    await money().sdk().subscriptions.update(id, { default_payment_method: card.id });
  await change(eve, enterprise(5));
  await change(eve, { ...pro, interval: "year" });

  await makePrice(money(), planPrice("pro", "month"), { cents: 5 });
  await setUpBilling();
  expect(called(0)).toEqual(ofVerbs);
});

it("sends Stripe nothing, in any work of the worker, that its contract does not know", async () => {
  const eve = await buyer(money(), pro, { country: "DE", name: "Eve" });
  const before = recorder.calls.length;
  const customer = await customerOf(eve);
  const sdk = money().sdk();
  const [first] = (await sdk.subscriptions.list({ customer })).data;
  const year = await sdk.prices.list({ lookup_keys: ["pro_year"] });
  await sdk.subscriptions.create({
    customer,
    items: [{ price: year.data[0]?.id ?? "" }],
    default_payment_method: idOf(first?.default_payment_method) ?? "",
  });
  await applied(money());
  const { data } = await sdk.charges.list({ customer });
  await money().openDispute(data.at(-1)?.id ?? "");
  await sdk.customers.update(customer, { email: "earlier@example.com" });
  await applied(money());
  await reconcile();
  expect(called(before)).toEqual(ofWorker);
});

/** The calls since a place in the record, none of which the contract refuses. */
function called(since: number): string[] {
  const calls = recorder.calls.slice(since);
  const faults = calls.flatMap(({ method, path, params }) =>
    contract.checkRequest(method, path, params),
  );
  expect([...new Set(faults)]).toEqual([]);
  expect(new Set(calls.map(({ version }) => version))).toEqual(new Set([contract.version]));
  expect(calls.filter(({ method, key }) => method === "POST" && key === null)).toEqual([]);
  return [
    ...new Set(calls.map(({ method, path }) => `${method} ${contract.pathOf(method, path)}`)),
  ].toSorted();
}

/** All that the verbs ask Stripe for. */
const ofVerbs = [
  "DELETE /v1/subscriptions/{id}",
  "GET /v1/billing_portal/configurations",
  "GET /v1/checkout/sessions/{id}",
  "GET /v1/customers/{id}",
  "GET /v1/prices",
  "GET /v1/products",
  "GET /v1/subscription_schedules/{id}",
  "GET /v1/subscriptions",
  "GET /v1/subscriptions/{id}",
  "POST /v1/billing_portal/configurations",
  "POST /v1/billing_portal/sessions",
  "POST /v1/checkout/sessions",
  "POST /v1/checkout/sessions/{id}/expire",
  "POST /v1/customers",
  "POST /v1/customers/{id}",
  "POST /v1/invoices/create_preview",
  "POST /v1/invoices/{id}/void",
  "POST /v1/prices",
  "POST /v1/prices/{id}",
  "POST /v1/products",
  "POST /v1/subscription_schedules",
  "POST /v1/subscription_schedules/{id}",
  "POST /v1/subscription_schedules/{id}/release",
  "POST /v1/subscriptions/{id}",
];

/** All that following what happened at Stripe asks it for. */
const ofWorker = [
  "DELETE /v1/subscriptions/{id}",
  "GET /v1/charges",
  "GET /v1/checkout/sessions/{id}",
  "GET /v1/customers",
  "GET /v1/customers/{id}",
  "GET /v1/disputes",
  "GET /v1/disputes/{id}",
  "GET /v1/events",
  "GET /v1/invoice_payments/{id}",
  "GET /v1/invoices",
  "GET /v1/refunds",
  "GET /v1/refunds/{id}",
  "GET /v1/subscriptions",
  "POST /v1/customers/{id}",
  "POST /v1/invoices/create_preview",
  "POST /v1/refunds",
];

async function change(
  { scope }: Person,
  plan: { tier: "pro" | "enterprise"; interval: "month" | "year"; seats: number },
): Promise<void> {
  const { prorationAt, dueNow } = await runVerb(previewChange, scope, plan);
  await runVerb(changePlan, scope, { ...plan, prorationAt, expectedMinor: dueNow?.minor ?? "0" });
}
