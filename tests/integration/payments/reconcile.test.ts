import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { reconcile, reconcileNightly } from "@/lib/payments/reconcile";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";
import { customerOf } from "@/tests/integration/subscriptions/buying";
import { later } from "@/tests/integration/subscriptions/played-money";
import { applied, buyer, openTill, subscriptionsOf, tierOf } from "./till";

const till = openTill();
closeAfterwards();

it("T20: with every webhook lost for three days, the comparison brings our rows to what Stripe has", async () => {
  const ends = await buyer(till());
  await till().breakWebhooks({ kind: "drop", times: null });
  const late = await makePerson();
  const { url } = await runVerb(openCheckout, late.scope, {
    tier: "enterprise",
    interval: "year",
    seats: 6,
  });
  await till().payCheckout(url, {});
  const [{ id } = { id: "" }] = await subscriptionsOf(ends);
  await till().sdk().subscriptions.cancel(id);
  await later(till(), 3);
  expect(await tierOf(late)).toBe("basic");
  expect(await tierOf(ends)).toBe("pro");
  const found = await reconcile();
  expect(found).toMatchObject({ drift: 2, unreadable: 0 });
  expect(found.events).toBeGreaterThan(0);
  expect(await tierOf(late)).toBe("enterprise");
  expect(await tierOf(ends)).toBe("basic");
  await till().mendWebhooks();
});

it("T20: a comparison that finds nothing changes nothing, and is made once a day", async () => {
  const person = await buyer(till());
  await reconcile();
  expect(await reconcile()).toMatchObject({ drift: 0, events: 0, unreadable: 0 });
  expect(await reconcileNightly()).toBeNull();
  expect(await tierOf(person)).toBe("pro");
});

it("T20: a comparison that died on the way is made again", async () => {
  await later(till(), 2);
  const startedAt = clock.now();
  await asWorker((tx) => tx.billingReconcile.createMany({ data: [{ id: "rec_died", startedAt }] }));
  expect(await reconcileNightly()).not.toBeNull();
  expect(await reconcileNightly()).toBeNull();
});

it("T20: another customer that bears the team's mark does not take its customer's place", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  const { id } = await till()
    .sdk()
    .customers.create({ metadata: { team: person.scope.team.id } });
  await applied(till());
  await reconcile();
  expect(await customerOf(person)).toBe(customer);
  expect(id).not.toBe(customer);
  expect(await tierOf(person)).toBe("pro");
});

it("T20: one customer that cannot be read keeps nobody else waiting", async () => {
  const [broken, healed] = [await buyer(till()), await buyer(till())];
  await till().breakWebhooks({ kind: "drop", times: null });
  for (const person of [broken, healed]) {
    const [{ id } = { id: "" }] = await subscriptionsOf(person);
    await till().sdk().subscriptions.cancel(id);
  }
  await till().breakApi({
    match: { method: "GET", path: `^/customers/${await customerOf(broken)}` },
    times: 100,
    fault: { kind: "answer", status: 500, body: { error: { type: "api_error", message: "down" } } },
  });
  expect(await reconcile()).toMatchObject({ unreadable: 1, drift: 1 });
  await till().mendApi();
  await till().mendWebhooks();
  expect(await tierOf(healed)).toBe("basic");
  expect(await tierOf(broken)).toBe("pro");
});

it("T26: bills go to who owns the team now, once the comparison has run", async () => {
  const person = await buyer(till());
  const customer = await customerOf(person);
  await till().sdk().customers.update(customer, { email: "earlier@example.com" });
  await applied(till());
  await reconcile();
  const told = await till().sdk().customers.retrieve(customer);
  expect(told.deleted ? null : told.email).toBe(person.email);
  const row = await asWorker((tx) =>
    tx.billingCustomer.findUnique({ where: { customerId: customer } }),
  );
  expect(row?.email).toBe(person.email);
});
