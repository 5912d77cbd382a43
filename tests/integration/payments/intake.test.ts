import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { POST } from "@/app/api/stripe/webhook/route";
import { STRIPE_API_VERSION } from "@/lib/billing/api-version";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { applyEvents } from "@/lib/payments/apply-events";
import { closeAfterwards } from "@/tests/factories/close";
import { customerOf } from "@/tests/integration/subscriptions/buying";
import { applied, buyer, fresh, openTill, SECRET, subscriptionsOf, toldOf } from "./till";

const till = openTill();
closeAfterwards();

let serial = 0;
const nowS = () => Math.floor(clock.now().getTime() / 1_000);
const eventOf = (change: Record<string, unknown> = {}) => {
  serial += 1;
  return {
    id: `evt_intake_${process.pid}_${serial}`,
    object: "event",
    type: "customer.subscription.updated",
    api_version: STRIPE_API_VERSION,
    livemode: false,
    created: nowS(),
    data: { object: { id: "sub_none", object: "subscription", customer: "cus_nobody" } },
    ...change,
  };
};
const sign = (body: string, { at = nowS(), secret = SECRET } = {}) =>
  `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
const send = async (body: string, signature: string) =>
  (
    await POST(
      new Request("http://till/", {
        method: "POST",
        body,
        headers: { "stripe-signature": signature },
      }),
    )
  ).status;
const rowOf = (id: string) => asWorker((tx) => tx.stripeEvent.findUnique({ where: { id } }));

it("T1: takes in only what was signed with our secret, on the bytes as they came", async () => {
  const event = eventOf();
  const body = `${JSON.stringify(event)}\n`;
  expect(await send(body, sign(body, { secret: "whsec_other" }))).toBe(400);
  expect(await send(body, "")).toBe(400);
  expect(await send(JSON.stringify(event), sign(body))).toBe(400);
  expect(await rowOf(event.id)).toBeNull();
  expect(await send(body, sign(body))).toBe(200);
  expect(await rowOf(event.id)).toMatchObject({ state: "waiting", customerId: "cus_nobody" });
});

it("T1: reads no more than a webhook can be long", async () => {
  const body = JSON.stringify(eventOf({ padding: "x".repeat(1_100_000) }));
  expect(await send(body, sign(body))).toBe(413);
});

it("T2: refuses what was signed more than five minutes ago, or from now", async () => {
  for (const [at, status] of [
    [nowS() - 400, 400],
    [nowS() + 400, 400],
    [nowS() - 200, 200],
    [nowS() + 200, 200],
  ] as const) {
    const body = JSON.stringify(eventOf());
    expect(await send(body, sign(body, { at }))).toBe(status);
  }
});

it("T2: keeps an event of the live mode or another version, applies none, and raises an alarm", async () => {
  for (const change of [{ livemode: true }, { api_version: "2024-06-20" }, { api_version: null }]) {
    const event = eventOf(change);
    const body = JSON.stringify(event);
    expect(await send(body, sign(body))).toBe(200);
    await applied(till());
    expect(await rowOf(event.id)).toMatchObject({ state: "refused" });
    const alarms = await asWorker((tx) =>
      tx.billingAlarm.count({ where: { kind: "event-refused", subject: event.id } }),
    );
    expect(alarms).toBe(1);
  }
});

it("T3: the same event twenty times at once has one effect, and one telling", async () => {
  const person = await buyer(till());
  const event = eventOf({
    data: { object: { id: "sub_any", object: "subscription", customer: await customerOf(person) } },
  });
  const body = JSON.stringify(event);
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(body, sign(body))));
  expect(new Set(answers)).toEqual(new Set([200]));
  await Promise.all([applyEvents(event.id), applyEvents(event.id), applyEvents()]);
  await applied(till());
  expect(await rowOf(event.id)).toMatchObject({ state: "applied", attempt: 1 });
  expect((await toldOf(person)).filter((type) => type === "subscription.changed")).toHaveLength(1);
});

it("T3: an event whose worker died between taking it and applying it is applied by the next", async () => {
  const person = await buyer(till());
  const event = eventOf({
    data: { object: { id: "sub_any", object: "subscription", customer: await customerOf(person) } },
  });
  const body = JSON.stringify(event);
  await send(body, sign(body));
  await asWorker((tx) =>
    tx.stripeEvent.updateMany({
      where: { id: event.id },
      data: { fence: { increment: 1 }, attempt: 1, leaseUntil: new Date(0) },
    }),
  );
  await applied(till());
  expect(await rowOf(event.id)).toMatchObject({ state: "applied", attempt: 2 });
});

it("T25: an event of a type that means nothing here is taken in and left alone", async () => {
  const event = eventOf({ type: "topup.created" });
  const body = JSON.stringify(event);
  expect(await send(body, sign(body))).toBe(200);
  expect(await rowOf(event.id)).toMatchObject({ state: "ignored" });
});

it("T25: an event that can never be applied is put aside with an alarm, and tried again before", async () => {
  const person = await buyer(till());
  await till().breakApi({
    match: { method: "GET", path: "^/customers" },
    times: 100,
    fault: {
      kind: "answer",
      status: 400,
      body: { error: { type: "invalid_request_error", message: "not understood" } },
    },
  });
  const event = eventOf({
    data: { object: { id: "sub_any", object: "subscription", customer: await customerOf(person) } },
  });
  const body = JSON.stringify(event);
  await send(body, sign(body));
  const where = { id: event.id };
  const tryOften = async () => {
    for (let round = 0; round < 8; round += 1) {
      await asWorker((tx) => tx.stripeEvent.updateMany({ where, data: { runAfter: new Date(0) } }));
      await applyEvents(event.id);
    }
    expect(await rowOf(event.id)).toMatchObject({ state: "parked", attempt: 8 });
  };
  await tryOften();
  const alarm = { kind: "event-parked", subject: event.id };
  const resolved = { resolvedAt: new Date() };
  await asWorker((tx) => tx.billingAlarm.updateMany({ where: alarm, data: resolved }));
  const again = { state: "waiting", attempt: 0 };
  await asWorker((tx) => tx.stripeEvent.updateMany({ where, data: again }));
  await tryOften();
  await till().mendApi();
  const raised = await asWorker((tx) => tx.billingAlarm.findMany({ where: alarm }));
  expect(raised).toMatchObject([{ resolvedAt: null }]);
});

it("T1, T21: works by webhooks alone: who paid on the hosted page has the tier", async () => {
  const person = await fresh(await buyer(till()));
  expect(person.scope.team.tier).toBe("pro");
  const [row] = await subscriptionsOf(person);
  expect(row).toMatchObject({ status: "active", tier: "pro", interval: "month", seats: 1 });
  expect(row?.nextChargeMinor).toBe(1_900n);
  expect(row?.monthlyMicros).toBe(19_000_000n);
});
