import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, type Person } from "@/tests/factories/people";
import { customerOf, makeBuyer } from "../integration/subscriptions/buying";
import { openMoney } from "../integration/subscriptions/played-money";
import { openContract } from "./stripe-contract/open-contract";
import { type Recorder, record } from "./stripe-contract/recorder";

const shared = process.env.SHARED_DIR ?? "../shared";
const contract = openContract(
  JSON.parse(readFileSync(join(shared, "stripe", "contract.json"), "utf8")),
  { reads: "text" },
);
let recorder: Recorder;
const money = openMoney(async (url) => {
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

  const faults = recorder.calls.flatMap(({ method, path, params }) =>
    contract.checkRequest(method, path, params),
  );
  expect([...new Set(faults)]).toEqual([]);
  expect(new Set(recorder.calls.map(({ version }) => version))).toEqual(
    new Set([contract.version]),
  );
  const keyless = recorder.calls.filter(({ method, key }) => method === "POST" && key === null);
  expect(keyless).toEqual([]);
  const called = new Set(
    recorder.calls.map(({ method, path }) => `${method} ${contract.pathOf(method, path)}`),
  );
  expect([...called].sort()).toEqual(everyCall);
});

/** All that the verbs ask Stripe for. */
const everyCall = [
  "DELETE /v1/subscriptions/{id}",
  "GET /v1/billing_portal/configurations",
  "GET /v1/checkout/sessions/{id}",
  "GET /v1/customers/{id}",
  "GET /v1/prices",
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
  "POST /v1/subscription_schedules",
  "POST /v1/subscription_schedules/{id}",
  "POST /v1/subscription_schedules/{id}/release",
  "POST /v1/subscriptions/{id}",
];

async function change(
  { scope }: Person,
  plan: { tier: "pro" | "enterprise"; interval: "month" | "year"; seats: number },
): Promise<void> {
  const { prorationAt, dueNow } = await runVerb(previewChange, scope, plan);
  await runVerb(changePlan, scope, { ...plan, prorationAt, expectedMinor: dueNow?.minor ?? "0" });
}
