import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiRoutes } from "@/sandbox/stripe/routes/all";
import { API_VERSION } from "@/sandbox/stripe/version";
import { openStripe } from "@/tests/factories/stripe";
import { runSandbox, type SandboxProcess } from "../integration/sandbox/sandbox-process";
import { callerOf } from "./stripe-contract/caller";
import { fallBehind, pauseAndResume, pay, visitAndListen } from "./stripe-contract/later-life";
import { change, checkOut, introduce, sell } from "./stripe-contract/life";
import { openContract } from "./stripe-contract/open-contract";

const shared = process.env.SHARED_DIR ?? "../shared";
const contract = openContract(
  JSON.parse(readFileSync(join(shared, "stripe", "contract.json"), "utf8")),
);

/** The schema of what an event is about, by the object's own name. */
const schemas: Readonly<Record<string, string>> = {
  "billing_portal.configuration": "BillingPortal.Configuration",
  "billing_portal.session": "BillingPortal.Session",
  charge: "Charge",
  "checkout.session": "Checkout.Session",
  credit_note: "CreditNote",
  customer: "Customer",
  dispute: "Dispute",
  invoice: "Invoice",
  invoice_payment: "InvoicePayment",
  invoiceitem: "InvoiceItem",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  price: "Price",
  product: "Product",
  refund: "Refund",
  setup_intent: "SetupIntent",
  subscription: "Subscription",
  subscription_schedule: "SubscriptionSchedule",
};

/** Objects the contract names but has no schema for. */
const unknown = new Set(["tax_id"]);

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

test("the played Stripe speaks as its contract says, in every call it knows and every event", async () => {
  expect(API_VERSION).toBe(contract.version);
  const stripe = openStripe(sandbox.url);
  const api = callerOf(sandbox.url, stripe.secretKey, contract);
  const prices = await sell(api);
  const customer = await introduce(api);
  const subscription = await checkOut(api, stripe, customer, prices.small);
  await change(api, stripe, subscription, prices);
  await pay(api, stripe, customer);
  await fallBehind(api, customer, prices.small);
  await pauseAndResume(api, stripe, prices.small);
  await visitAndListen(api, customer);
  expect([...new Set(api.faults)]).toEqual([]);

  const played = apiRoutes().map(
    ({ method, path }) =>
      `${method} ${contract.pathOf(method, `/v1${path.replace(/:\w+/g, "x")}`) ?? "unknown to the contract"}`,
  );
  expect(played.filter((one) => !api.called.has(one))).toEqual([]);

  const events = await stripe.events();
  const wrong = events.flatMap(({ type, data: { object } }) => {
    if (!contract.events.has(type)) return [`${type} is no event of this version`];
    const name = String(object.object);
    const schema = schemas[name];
    if (schema === undefined) return unknown.has(name) ? [] : [`${type} is about a ${name}`];
    return contract.checkObject(schema, object).map((fault) => `${type}: ${fault}`);
  });
  expect([...new Set(wrong)]).toEqual([]);
});

test("the check notices a wrong, a missing and an undocumented field", () => {
  const refund = {
    id: "re_1",
    object: "refund",
    amount: 1,
    balance_transaction: null,
    charge: null,
    created: 1,
    currency: "usd",
    customer: null,
    customer_account: null,
    metadata: null,
    payment_intent: null,
    payment_method: null,
    reason: "duplicate",
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
  const { amount: _, ...lacking } = refund;
  expect(contract.checkObject("Refund", refund)).toEqual([]);
  expect(contract.checkObject("Refund", { ...refund, amount: "1" })).toHaveLength(1);
  expect(contract.checkObject("Refund", { ...refund, reason: "mood" })).not.toEqual([]);
  expect(contract.checkObject("Refund", { ...refund, extra: 1 })).toHaveLength(1);
  expect(contract.checkObject("Refund", lacking)).toHaveLength(1);
});
