import { expect, it } from "vitest";
import { idOf } from "@/lib/billing/references";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { applyEvents } from "@/lib/payments/apply-events";
import { readCustomer } from "@/lib/payments/read-customer";
import { settleDue } from "@/lib/payments/settle-due";
import { syncCustomer } from "@/lib/payments/sync-customer";
import { writeCustomer } from "@/lib/payments/write-customer";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { fannedOut, readDelivery } from "@/tests/factories/deliveries";
import { makePerson, type Person } from "@/tests/factories/people";
import { customerOf } from "@/tests/integration/subscriptions/buying";
import { later, makePrice } from "@/tests/integration/subscriptions/played-money";
import { alarmsOf, applied, buyer, openTill, subscriptionsOf, tierOf, toldOf } from "./till";

const till = openTill();
closeAfterwards();

/** All rows of a team that Stripe's word makes, without when they were asked for. */
async function booksOf({ scope }: Person) {
  const teamId = scope.team.id;
  const bare = ({ readAt: _, version: __, ...row }: Record<string, unknown>) => row;
  return asWorker(async (tx) => ({
    subscriptions: (
      await tx.subscription.findMany({ where: { teamId }, orderBy: { id: "asc" } })
    ).map(bare),
    invoices: (await tx.billingInvoice.findMany({ where: { teamId }, orderBy: { id: "asc" } })).map(
      bare,
    ),
    tier: (await tx.team.findUniqueOrThrow({ where: { id: teamId } })).tier,
  }));
}

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((one, place) =>
    permutations(all.filter((_, other) => other !== place)).map((rest) => [one, ...rest]),
  );
}

/** Lets the card fail from the next charge on. */
async function breakCard(person: Person): Promise<void> {
  const customer = await customerOf(person);
  const sdk = till().sdk();
  const method = await sdk.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await sdk.customers.update(customer, {
    invoice_settings: { default_payment_method: method.id },
  });
  for (const { id } of await subscriptionsOf(person)) {
    await sdk.subscriptions.update(id, { default_payment_method: method.id });
  }
}

it("T4: every order and every repetition of a life cycle's events ends in the same rows", async () => {
  const person = await buyer(till());
  const [{ id } = { id: "" }] = await subscriptionsOf(person);
  await till().sdk().subscriptions.update(id, { cancel_at_period_end: true });
  await till().sdk().subscriptions.cancel(id);
  await applied(till());
  const expected = await booksOf(person);
  expect(expected).toMatchObject({ tier: "basic", subscriptions: [{ status: "canceled" }] });
  const cycle = await cycleOf(person);
  expect(cycle).toHaveLength(3);
  for (const order of permutations(cycle)) {
    await spoil(id);
    for (const eventId of order.flatMap((one) => [one, one])) await comeIn(eventId);
    expect(await booksOf(person)).toEqual(expected);
  }
});

/** The events of a subscription's life: made, changed, ended. */
async function cycleOf(person: Person): Promise<string[]> {
  const customerId = await customerOf(person);
  const ids = await Promise.all(
    ["created", "updated", "deleted"].map((what) =>
      asWorker((tx) =>
        tx.stripeEvent.findFirst({
          where: { customerId, type: `customer.subscription.${what}` },
          select: { id: true },
        }),
      ),
    ),
  );
  return ids.flatMap((row) => row?.id ?? []);
}

/** Our row says what was never true. */
async function spoil(id: string): Promise<void> {
  const wrong = { status: "active", endedAt: null, tier: "enterprise", seats: 40 };
  await asWorker((tx) => tx.subscription.updateMany({ where: { id }, data: wrong }));
}

/** The event comes in as if for the first time. */
async function comeIn(id: string): Promise<void> {
  const fresh = { state: "waiting", runAfter: new Date(0), endedAt: null };
  await asWorker((tx) => tx.stripeEvent.updateMany({ where: { id }, data: fresh }));
  await applyEvents(id);
}

it("T5: the answer to an earlier question is never written over that to a later one", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  const [{ id } = { id: "" }] = await subscriptionsOf(person);
  const early = await readCustomer(customer);
  await till().sdk().subscriptions.update(id, { cancel_at_period_end: true });
  await syncCustomer(customer);
  await asWorker((tx) => writeCustomer(tx, { told: early, pages: [], turn: 1n }));
  const [row] = await subscriptionsOf(person);
  expect(row?.cancelAt).not.toBeNull();
  await Promise.all(Array.from({ length: 6 }, () => syncCustomer(customer)));
  expect((await subscriptionsOf(person))[0]?.cancelAt).not.toBeNull();
});

it("T7: a second subscription is ended and paid back whole, the first one goes on, people are told", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  const sdk = till().sdk();
  const { data } = await sdk.prices.list({ lookup_keys: ["pro_year"] });
  const [first] = (await sdk.subscriptions.list({ customer })).data;
  // Stripe dates by the second: of two that begin in the same one nobody knows the first.
  await later(till(), 1);
  await sdk.subscriptions.create({
    customer,
    items: [{ price: data[0]?.id ?? "" }],
    default_payment_method: idOf(first?.default_payment_method) ?? "",
  });
  await applied(till());
  const rows = await subscriptionsOf(person);
  expect(rows.map(({ status, interval }) => [status, interval])).toEqual([
    ["active", "month"],
    ["canceled", "year"],
  ]);
  const refunds = await asWorker((tx) =>
    tx.billingRefund.findMany({ where: { teamId: person.scope.team.id } }),
  );
  expect(refunds.map(({ amountMinor, status }) => [amountMinor, status])).toEqual([
    [10_800n, "succeeded"],
  ]);
  expect(await alarmsOf(person)).toContain("second-subscription");
  expect(
    (await toldOf(person)).filter((type) => type === "subscription.second-ended"),
  ).toHaveLength(1);
  expect(await tierOf(person)).toBe("pro");
});

it("T9: a bank debit gives access when it has settled, and none when it fails", async () => {
  const good = await buyer(till(), { tier: "pro", interval: "month" }, { bank: "good" });
  const failing = await buyer(till(), { tier: "pro", interval: "month" }, { bank: "failing" });
  expect([good.scope.team.tier, failing.scope.team.tier]).toEqual(["basic", "basic"]);
  await later(till(), 5);
  await applied(till());
  expect(await tierOf(good)).toBe("pro");
  expect(await tierOf(failing)).toBe("basic");
});

it("T10: with a price nobody here made the last tier stays, and an alarm is raised", async () => {
  const person = await buyer(till());
  const sdk = till().sdk();
  const [{ id } = { id: "" }] = await subscriptionsOf(person);
  const told = await sdk.subscriptions.retrieve(id);
  const product = await sdk.products.create({ name: "By hand" });
  const price = await sdk.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 100,
    recurring: { interval: "month" },
  });
  await sdk.subscriptions.update(id, {
    items: [{ id: told.items.data[0]?.id ?? "", price: price.id }],
    proration_behavior: "none",
  });
  await applied(till());
  expect((await subscriptionsOf(person))[0]).toMatchObject({ tier: "pro", status: "active" });
  expect(await alarmsOf(person)).toContain("unknown-price");
});

it("T14: a cancellation is told once by mail, with the day it ends, and again only after a resumption", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  const cancelled = async () =>
    (await toldOf(person)).filter((type) => type === "subscription.cancelled").length;
  const wish = { when: "period-end", reason: "not-used" } as const;
  await runVerb(cancelSubscription, person.scope, wish);
  await syncCustomer(customer);
  await syncCustomer(customer);
  expect(await cancelled()).toBe(1);
  const { id } = await fannedOut(person, "subscription.cancelled");
  await deliver(id);
  expect(await readDelivery(id)).toMatchObject({ state: "sent" });
  await runVerb(resumeSubscription, person.scope, {});
  await syncCustomer(customer);
  await runVerb(cancelSubscription, person.scope, wish);
  await syncCustomer(customer);
  expect(await cancelled()).toBe(2);
});

it("T15: a failed renewal keeps the tier for seven days from the first failure, then freezes it, and the payment brings it back", async () => {
  const person = await buyer(till());
  await breakCard(person);
  await later(till(), 32);
  await applied(till());
  const [failed] = await subscriptionsOf(person);
  expect(failed).toMatchObject({ status: "past_due" });
  expect(await tierOf(person)).toBe("pro");
  const since = failed?.pastDueSince?.getTime();
  await later(till(), 4);
  await applied(till());
  await settleDue(clock.now());
  expect((await subscriptionsOf(person))[0]?.pastDueSince?.getTime()).toBe(since);
  expect(await toldOf(person)).toContain("subscription.grace-ending");
  await later(till(), 3);
  await settleDue(clock.now());
  await settleDue(clock.now());
  const told = await toldOf(person);
  for (const type of ["payment.failed", "subscription.grace-ending", "subscription.frozen"]) {
    expect(told.filter((one) => one === type)).toHaveLength(1);
  }
  expect(told.filter((one) => one === "subscription.changed")).toHaveLength(1);
  expect(await tierOf(person)).toBe("basic");
  const customer = await customerOf(person);
  const method = await till().sdk().paymentMethods.attach("pm_card_visa", { customer });
  const { data } = await till().sdk().invoices.list({ customer, status: "open" });
  await till()
    .sdk()
    .invoices.pay(data[0]?.id ?? "", { payment_method: method.id });
  await applied(till());
  expect(await tierOf(person)).toBe("pro");
  expect(await toldOf(person)).toContain("payment.recovered");
});

it("T15: for a subscription that ended unpaid nobody pays any more: its bill is taken back, and people told", async () => {
  const person = await buyer(till());
  await breakCard(person);
  await later(till(), 32);
  await applied(till());
  const customer = await customerOf(person);
  const sdk = till().sdk();
  const [{ id } = { id: "" }] = await subscriptionsOf(person);
  await sdk.subscriptions.cancel(id);
  await applied(till());
  const bills = await sdk.invoices.list({ customer });
  expect(bills.data.map(({ status }) => status).toSorted()).toEqual(["paid", "void"]);
  const told = await toldOf(person);
  expect(told).toContain("subscription.unpaid-ended");
  expect(told.filter((one) => one === "subscription.changed")).toHaveLength(1);
  expect(await tierOf(person)).toBe("basic");
});

it("T15: where another subscription gives the tier, a grace that is over takes nothing and tells of no loss", async () => {
  const person = await buyer(till());
  const [row] = await subscriptionsOf(person);
  if (!row) throw new Error("no subscription");
  const pastDueSince = new Date(clock.now().getTime() - 8 * 86_400_000);
  const due = { ...row, id: "sub_second", status: "past_due", pastDueSince };
  await asWorker((tx) => tx.subscription.createMany({ data: [due] }));
  await settleDue(clock.now());
  expect(await tierOf(person)).toBe("pro");
  expect(await toldOf(person)).not.toContain("subscription.frozen");
});

it("T16: a trial is told of three days before its end, and becomes a paid subscription", async () => {
  const person = await buyer(
    till(),
    { tier: "pro", interval: "month", trial: true },
    { card: "5555555555554444" },
  );
  expect(person.scope.team.tier).toBe("pro");
  await later(till(), 11.5);
  await settleDue(clock.now());
  await settleDue(clock.now());
  expect(
    (await toldOf(person)).filter((type) => type === "subscription.trial-ending"),
  ).toHaveLength(1);
  await later(till(), 3);
  await applied(till());
  const [row] = await subscriptionsOf(person);
  expect(row).toMatchObject({ status: "active", nextChargeMinor: 1_900n });
  expect(row?.nextChargeAt).toEqual(row?.periodEndsAt);
  expect(await tierOf(person)).toBe("pro");
});

it("T16: a card that had a trial gets no second one: it ends uncharged, and its holder is told", async () => {
  const wish = { tier: "pro", interval: "month", trial: true } as const;
  await buyer(till(), wish, { card: "378282246310005" });
  const other = await buyer(till(), wish, { card: "378282246310005" });
  const [row] = await subscriptionsOf(other);
  expect(row).toMatchObject({ status: "canceled" });
  expect(await tierOf(other)).toBe("basic");
  expect(await toldOf(other)).toContain("subscription.trial-repeated");
  const charges = await till()
    .sdk()
    .charges.list({ customer: await customerOf(other) });
  expect(charges.data).toEqual([]);
});

it("T17: a refund of everything ends the subscription once; a part of it ends nothing", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  const sdk = till().sdk();
  const { data } = await sdk.charges.list({ customer });
  const charge = data[0]?.id ?? "";
  await sdk.refunds.create({ charge, amount: 500 });
  await applied(till());
  expect(await tierOf(person)).toBe("pro");
  await sdk.refunds.create({ charge });
  await applied(till());
  expect((await subscriptionsOf(person))[0]).toMatchObject({ status: "canceled" });
  expect(await tierOf(person)).toBe("basic");
  expect((await toldOf(person)).filter((type) => type === "subscription.refunded")).toHaveLength(1);
  const audited = await asWorker((tx) =>
    tx.auditEntry.count({ where: { teamId: person.scope.team.id, verb: "billing.end-refunded" } }),
  );
  expect(audited).toBe(1);
});

it("T17: a change's own bill paid back is not the period's bill: the subscription goes on", async () => {
  const seats = (count: number) =>
    ({ tier: "enterprise", interval: "month", seats: count }) as const;
  const person = await buyer(till(), seats(5));
  const { prorationAt, dueNow } = await runVerb(previewChange, person.scope, seats(6));
  const expectedMinor = dueNow?.minor ?? "0";
  await runVerb(changePlan, person.scope, { ...seats(6), prorationAt, expectedMinor });
  await applied(till());
  const sdk = till().sdk();
  const { data } = await sdk.charges.list({ customer: await customerOf(person) });
  const ofSeat = data.find(({ amount }) => String(amount) === expectedMinor);
  await sdk.refunds.create({ charge: ofSeat?.id ?? "" });
  await applied(till());
  expect((await subscriptionsOf(person))[0]).toMatchObject({ status: "active" });
  const ofPeriod = data.find(({ amount }) => amount === 9_900);
  await sdk.refunds.create({ charge: ofPeriod?.id ?? "" });
  await applied(till());
  expect((await subscriptionsOf(person))[0]).toMatchObject({ status: "canceled" });
});

it.each([
  ["won", "pro"],
  ["lost", "basic"],
] as const)(
  "T17: a dispute changes nothing until it is decided; %s leaves %s",
  async (how, tier) => {
    const person = await buyer(till());
    const { data } = await till()
      .sdk()
      .charges.list({ customer: await customerOf(person) });
    const dispute = await till().openDispute(data[0]?.id ?? "");
    await applied(till());
    expect(await tierOf(person)).toBe("pro");
    expect(await alarmsOf(person)).toContain("dispute");
    await till().closeDispute(dispute, how);
    await applied(till());
    expect(await tierOf(person)).toBe(tier);
  },
);

it("T18: bills are kept in whole smallest units of their own currency", async () => {
  const person = await buyer(till());
  const [bill] = await asWorker((tx) =>
    tx.billingInvoice.findMany({ where: { teamId: person.scope.team.id } }),
  );
  expect(bill).toMatchObject({
    currency: "usd",
    dueMinor: 1_900n,
    paidMinor: 1_900n,
    taxMinor: 0n,
  });
  await makePrice(till(), { item: "pro", interval: "month", lookupKey: "pro_month", cents: 1_900 });
});

it("T26: a customer deleted at Stripe loses the tier, and may buy anew as another customer", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  await till().sdk().customers.del(customer);
  await applied(till());
  expect(await tierOf(person)).toBe("basic");
  const { url } = await runVerb(openCheckout, person.scope, { tier: "pro", interval: "month" });
  await till().payCheckout(url, {});
  await applied(till());
  expect(await customerOf(person)).not.toBe(customer);
  expect(await tierOf(person)).toBe("pro");
});

it("T21: an event about a customer of no team of ours is noted with an alarm and changes nothing", async () => {
  await makePerson();
  const { id } = await till().sdk().customers.create({ name: "A stranger" });
  await applied(till());
  const alarm = { kind: "unknown-customer", subject: id };
  expect(await asWorker((tx) => tx.billingAlarm.count({ where: alarm }))).toBe(1);
});
