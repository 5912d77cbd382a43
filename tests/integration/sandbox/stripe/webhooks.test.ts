import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runSandbox, type SandboxProcess } from "../sandbox-process";
import { openReceiver, type Received } from "./receiver";
import { openShop, subscribed } from "./shop";

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

/** A shop whose events are heard by a receiver. */
async function heard(types: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ["*"]) {
  const shop = await openShop(sandbox.url);
  const receiver = await openReceiver();
  onTestFinished(() => receiver.close());
  const endpoint = await shop.sdk.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: types,
  });
  return { shop, receiver, endpoint, secret: endpoint.secret ?? "" };
}

const eventOf = ({ body }: Received): Stripe.Event => JSON.parse(body);
const idsOf = (received: Received[]) => received.map((one) => eventOf(one).id);
const stateOf = async ({ account }: Awaited<ReturnType<typeof heard>>["shop"]) =>
  (await account.deliveries()).map(({ state }) => state);

describe("webhooks", () => {
  test("are signed so that the SDK takes them, and tell what was different before", async () => {
    const { shop, receiver, secret } = await heard();
    const now = Date.parse(Object(await (await fetch(`${sandbox.url}/control/clock`)).json()).now);
    await shop.sdk.customers.update(shop.customer.id, { name: "Team" });
    await expect.poll(() => receiver.received.length).toBe(1);
    const [{ body, signature } = { body: "", signature: "" }] = receiver.received;
    const event = await shop.sdk.webhooks.constructEventAsync(
      body,
      signature,
      secret,
      undefined,
      undefined,
      now,
    );
    expect(event).toMatchObject({
      type: "customer.updated",
      api_version: "2026-10-28.endive",
      livemode: false,
      data: { object: { name: "Team" }, previous_attributes: { name: null } },
    });
    const forged = shop.sdk.webhooks.constructEventAsync(body, signature, "whsec_other");
    await expect(forged).rejects.toThrow("signature");
    await expect.poll(() => stateOf(shop)).toEqual(["delivered"]);
  });

  test("go only to endpoints that listen to their type", async () => {
    const { shop, receiver } = await heard(["invoice.paid"]);
    await subscribed(shop);
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received.map((one) => eventOf(one).type)).toEqual(["invoice.paid"]);
  });

  test("are sent again, later and later, until they are taken", async () => {
    const { shop, receiver } = await heard(["customer.updated"]);
    receiver.answerWith(500);
    await shop.sdk.customers.update(shop.customer.id, { name: "Team" });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    receiver.answerWith(200);
    await shop.account.advance(3_600_000);
    await expect.poll(() => stateOf(shop)).toEqual(["delivered"]);
    expect(new Set(idsOf(receiver.received)).size).toBe(1);
    const [delivery] = await shop.account.deliveries();
    expect(delivery?.attempts.map(({ status }) => status).slice(0, 1)).toEqual([500]);
  });

  test("that are dropped stay in the list of events, as not delivered", async () => {
    const { shop, receiver } = await heard();
    await shop.account.breakWebhooks({ kind: "drop", customer: shop.customer.id });
    await subscribed(shop);
    await shop.account.mendWebhooks();
    await shop.sdk.products.create({ name: "Other" });
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received.map((one) => eventOf(one).type)).toEqual(["product.created"]);
    const lost = await shop.sdk.events.list({ delivery_success: false, limit: 100 });
    expect(lost.data.map(({ type }) => type)).toContain("customer.subscription.created");
    const found = await shop.sdk.events.list({ types: ["product.created"] });
    expect(found.data).toHaveLength(2);
  });

  test("come twice, late or in another order when the line is bad", async () => {
    const { shop, receiver } = await heard(["customer.updated", "product.created"]);
    await shop.account.breakWebhooks({ kind: "duplicate", times: 1 });
    await shop.sdk.customers.update(shop.customer.id, { name: "Twice" });
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(new Set(idsOf(receiver.received)).size).toBe(1);

    await shop.account.breakWebhooks({ kind: "delay", ms: 3_600_000, times: 1 });
    await shop.sdk.customers.update(shop.customer.id, { name: "Late" });
    await shop.sdk.products.create({ name: "On time" });
    await expect.poll(() => receiver.received.length).toBe(3);
    expect(eventOf(receiver.received[2] ?? { body: "", signature: "" }).type).toBe(
      "product.created",
    );
    await shop.account.advance(3_600_000);
    await expect.poll(() => receiver.received.length).toBe(4);

    receiver.received.length = 0;
    await shop.account.breakWebhooks({ kind: "reorder" });
    for (const name of ["a", "b", "c"]) {
      await shop.sdk.customers.update(shop.customer.id, { name });
    }
    await expect.poll(() => receiver.received.length).toBe(3);
    const names = receiver.received.map((one) => Object(eventOf(one).data.object).name);
    expect(names).not.toEqual(["a", "b", "c"]);
    expect([...names].sort()).toEqual(["a", "b", "c"]);
  });

  test("can be sent once more, and forged in every way", async () => {
    const { shop, receiver, secret } = await heard(["customer.updated"]);
    await shop.sdk.customers.update(shop.customer.id, { name: "Team" });
    await expect.poll(() => receiver.received.length).toBe(1);
    const [first] = idsOf(receiver.received);
    await shop.account.sendAgain(first ?? "");
    await expect.poll(() => idsOf(receiver.received)).toEqual([first, first]);

    receiver.answerWith(400);
    const changes = { livemode: true, api_version: "2020-08-27" };
    expect(await shop.account.forge({ event: first ?? "", changes, signature: "wrong" })).toBe(400);
    const forged = receiver.received.at(-1) ?? { body: "", signature: "" };
    expect(eventOf(forged)).toMatchObject({ id: first, ...changes });
    expect(() =>
      Stripe.webhooks.signature?.verifyHeader(forged.body, forged.signature, secret),
    ).toThrow();
    await shop.account.forge({ type: "ping", signature: "missing" });
    expect(receiver.received.at(-1)?.signature).toBe("");
    await shop.account.forge({ type: "ping", ageS: 301 });
    const at = Number(/t=(\d+)/.exec(receiver.received.at(-1)?.signature ?? "")?.[1]);
    expect(eventOf(receiver.received.at(-1) ?? forged).created - at).toBe(301);
  });

  test("of an endpoint whose secret was rolled are signed with both", async () => {
    const { shop, receiver, endpoint, secret } = await heard(["customer.updated"]);
    const fresh = await shop.account.rollSecret(endpoint.id);
    await shop.sdk.customers.update(shop.customer.id, { name: "Team" });
    await expect.poll(() => receiver.received.length).toBe(1);
    const { body, signature } = receiver.received[0] ?? { body: "", signature: "" };
    for (const one of [secret, fresh]) {
      const checked = Stripe.webhooks.signature?.verifyHeader(body, signature, one, 0);
      expect(checked).toBe(true);
    }
  });
});

describe("the endpoint of the sandbox's own settings", () => {
  test("hears of every account", async () => {
    const receiver = await openReceiver();
    const wired = await runSandbox({
      STRIPE_WEBHOOK_URL: receiver.url,
      STRIPE_WEBHOOK_SECRET: "whsec_wired",
    });
    onTestFinished(async () => {
      await wired.stop();
      await receiver.close();
    });
    await openShop(wired.url);
    await expect.poll(() => receiver.received.length).toBe(4);
    const { body, signature } = receiver.received[0] ?? { body: "", signature: "" };
    expect(Stripe.webhooks.signature?.verifyHeader(body, signature, "whsec_wired")).toBe(true);
  });
});

describe("a sandbox that is killed", () => {
  test("remembers subscriptions, events, keys of calls and what was still to be sent", async () => {
    const { shop, receiver } = await heard(["customer.updated"]);
    const { id } = await subscribed(shop);
    const options = { idempotencyKey: "kept" };
    const { id: made } = await shop.sdk.customers.create({ name: "a" }, options);
    await shop.account.breakWebhooks({ kind: "delay", ms: 60_000 });
    await shop.sdk.customers.update(shop.customer.id, { name: "Team" });
    await sandbox.killAndRestart();
    const { hostname, port } = new URL(sandbox.url);
    const again = new Stripe(shop.account.secretKey, { host: hostname, port, protocol: "http" });
    expect((await again.subscriptions.retrieve(id)).status).toBe("active");
    expect((await again.customers.create({ name: "a" }, options)).id).toBe(made);
    const { data } = await again.events.list({ type: "customer.subscription.created" });
    expect(data).toHaveLength(1);
    const clock = { method: "POST", headers: { "content-type": "application/json" } };
    const body = JSON.stringify({ advanceMs: 120_000 });
    await fetch(`${sandbox.url}/control/clock`, { ...clock, body });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  });
});
