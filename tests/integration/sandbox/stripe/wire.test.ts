import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshSecretKey, openStripe } from "@/tests/factories/stripe";
import { runSandbox, type SandboxProcess } from "../sandbox-process";
import { openCheckout, openShop, subscribed } from "./shop";

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

/** One call without the SDK's help. */
async function raw(path: string, init: RequestInit & { key?: string } = {}) {
  const { key = freshSecretKey(), ...rest } = init;
  const answer = await fetch(`${sandbox.url}/v1${path}`, {
    ...rest,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/x-www-form-urlencoded",
      ...rest.headers,
    },
  });
  return { status: answer.status, headers: answer.headers, body: Object(await answer.json()) };
}

describe("keys and versions", () => {
  test("every secret key of test mode has an account of its own, and no other key has any", async () => {
    const [one, two] = [openStripe(sandbox.url), openStripe(sandbox.url)];
    const { id } = await one.sdk().customers.create({ email: "a@example.com" });
    await expect(two.sdk().customers.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
    for (const key of ["sk_live_123", "rk_test_123", "nonsense"]) {
      expect((await raw("/customers", { key })).status).toBe(401);
    }
    expect((await raw("/customers", { headers: { authorization: "" } })).status).toBe(401);
  });

  test("only the one version is spoken", async () => {
    const headers = { "stripe-version": "2024-06-20" };
    const { status, body } = await raw("/customers", { headers });
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining("2026-10-28.endive"),
    ]);
  });
});

describe("refusals", () => {
  test("name the parameter that is unknown, missing or wrong", async () => {
    const post = async (path: string, body: string) => {
      const { status, headers, body: answer } = await raw(path, { method: "POST", body });
      expect(headers.get("request-id")).toMatch(/^req_/);
      return [status, answer.error.code, answer.error.param];
    };
    expect(await post("/customers", "colour=red")).toEqual([400, "parameter_unknown", "colour"]);
    expect(await post("/customers", "address[planet]=mars")).toEqual([
      400,
      "parameter_unknown",
      "address[planet]",
    ]);
    expect(await post("/products", "")).toEqual([400, "parameter_missing", "name"]);
    expect(await post("/customers", "balance=ten")).toEqual([
      400,
      "parameter_invalid_integer",
      "balance",
    ]);
    expect(await post("/subscriptions", "customer=cus_none&items[0][price]=price_none")).toEqual([
      400,
      "resource_missing",
      "items[0][price]",
    ]);
    expect((await raw("/subscriptions/sub_none")).status).toBe(404);
    expect((await raw("/nothing")).status).toBe(404);
  });

  test("of mixed currencies and of a lookup key that is taken", async () => {
    const shop = await openShop(sandbox.url);
    await subscribed(shop);
    const euro = await shop.sdk.prices.create({
      product: shop.product.id,
      currency: "eur",
      unit_amount: 2_500,
      recurring: { interval: "month" },
    });
    const mixed = shop.sdk.subscriptions.create({
      customer: shop.customer.id,
      items: [{ price: euro.id }],
    });
    await expect(mixed).rejects.toThrow("cannot combine currencies");
    const taken = shop.sdk.prices.update(euro.id, { lookup_key: "pro" });
    await expect(taken).rejects.toThrow("already uses that lookup key");
    await shop.sdk.prices.update(euro.id, { lookup_key: "pro", transfer_lookup_key: true });
    const { data } = await shop.sdk.prices.list({ lookup_keys: ["pro"] });
    expect(data.map(({ id }) => id)).toEqual([euro.id]);
  });

  test("a deleted customer answers that it is deleted, and its subscription has ended", async () => {
    const shop = await openShop(sandbox.url);
    const { id } = await subscribed(shop);
    await shop.sdk.customers.del(shop.customer.id);
    expect(await shop.sdk.customers.retrieve(shop.customer.id)).toMatchObject({ deleted: true });
    expect((await shop.sdk.subscriptions.retrieve(id)).status).toBe("canceled");
    const gone = shop.sdk.customers.update(shop.customer.id, { name: "x" });
    await expect(gone).rejects.toMatchObject({ code: "resource_missing" });
  });
});

describe("lists", () => {
  test("come newest first and page by page", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk();
    const ids: string[] = [];
    for (const name of ["a", "b", "c", "d", "e"]) {
      ids.unshift((await sdk.customers.create({ name })).id);
    }
    const first = await sdk.customers.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const last = await sdk.customers.list({ limit: 2, starting_after: ids[3] ?? "" });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([ids.slice(4), false]);
    const before = await sdk.customers.list({ limit: 2, ending_before: ids[3] ?? "" });
    expect(before.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const all: string[] = [];
    for await (const { id } of sdk.customers.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(ids);
    expect((await raw("/customers?limit=101", { key: account.secretKey })).status).toBe(400);
  });

  test("and objects hold whole objects where that is asked for, four levels deep", async () => {
    const shop = await openShop(sandbox.url);
    await subscribed(shop);
    const { data } = await shop.sdk.subscriptions.list({
      expand: ["data.latest_invoice.payments.data.payment.payment_intent", "data.customer"],
    });
    expect(data[0]).toMatchObject({
      customer: { email: "team@example.com" },
      latest_invoice: {
        payments: { data: [{ payment: { payment_intent: { status: "succeeded" } } }] },
      },
    });
    const wrong = shop.sdk.subscriptions.list({ expand: ["data.colour"] });
    await expect(wrong).rejects.toThrow("cannot be expanded");
  });
});

describe("idempotency", () => {
  test("the same key and parameters get the same answer again", async () => {
    const sdk = openStripe(sandbox.url).sdk();
    const options = { idempotencyKey: "team:1:customer" };
    const one = await sdk.customers.create({ email: "a@example.com" }, options);
    const two = await sdk.customers.create({ email: "a@example.com" }, options);
    expect(two.id).toBe(one.id);
    expect(two.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await sdk.customers.list()).data).toHaveLength(1);
    const other = sdk.customers.create({ email: "b@example.com" }, options);
    await expect(other).rejects.toMatchObject({
      type: "StripeIdempotencyError",
      statusCode: 400,
    });
  });

  test("a call still being answered keeps its key to itself", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk({ maxNetworkRetries: 0 });
    await account.breakApi({ match: { method: "POST" }, fault: { kind: "delay", ms: 1_500 } });
    const options = { idempotencyKey: "twice" };
    const slow = sdk.customers.create({ name: "a" }, options);
    await expect.poll(async () => (await sdk.customers.list()).data.length).toBe(1);
    const eager = sdk.customers.create({ name: "a" }, options);
    await expect(eager).rejects.toMatchObject({ statusCode: 409 });
    expect((await sdk.customers.list()).data[0]?.id).toBe((await slow).id);
  });

  test("an answer that is lost on its way is given again to the SDK's own second try", async () => {
    const shop = await openShop(sandbox.url);
    await shop.account.breakApi({ match: { method: "POST" }, fault: { kind: "answer-lost" } });
    const session = await openCheckout(shop);
    const { data } = await shop.sdk.checkout.sessions.list({ customer: shop.customer.id });
    expect(data.map(({ id }) => id)).toEqual([session.id]);
  });
});

describe("bad days", () => {
  test("the SDK gets through a 500 and a cut line by itself", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk({ maxNetworkRetries: 2 });
    for (const fault of [{ kind: "server-error", status: 500 }, { kind: "connection-reset" }]) {
      await account.breakApi({ match: { method: "POST" }, fault });
    }
    const { id } = await sdk.customers.create({ name: "a" });
    expect((await sdk.customers.list()).data.map((one) => one.id)).toEqual([id]);
  });

  test("a 429 is left to the caller, with nothing done", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk({ maxNetworkRetries: 2 });
    await account.breakApi({ fault: { kind: "rate-limited", retryAfterS: 1 } });
    await expect(sdk.customers.create({ name: "a" })).rejects.toMatchObject({
      type: "StripeRateLimitError",
      statusCode: 429,
    });
    expect((await sdk.customers.list()).data).toEqual([]);
  });

  test("more than twenty-five calls a second are too many, where that limit is played", async () => {
    const key = freshSecretKey();
    const settings = { method: "POST", headers: { "content-type": "application/json" } };
    const body = JSON.stringify({ rateLimit: true });
    await fetch(`${sandbox.url}/control/stripe/settings?key=${key}`, { ...settings, body });
    const burst = async () =>
      (await Promise.all(Array.from({ length: 100 }, () => raw("/customers", { key })))).map(
        ({ status }) => status,
      );
    await expect.poll(burst).toContain(429);
  });

  test("an error after the commit is no second customer", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk({ maxNetworkRetries: 0 });
    const fault = { kind: "server-error", status: 500, applied: true };
    await account.breakApi({ match: { method: "POST" }, fault });
    const options = { idempotencyKey: "once" };
    await expect(sdk.customers.create({ name: "a" }, options)).rejects.toMatchObject({
      statusCode: 500,
    });
    await sdk.customers.create({ name: "a" }, options);
    expect((await sdk.customers.list()).data).toHaveLength(1);
  });

  test("a call that hangs ends by the SDK's own time limit", async () => {
    const account = openStripe(sandbox.url);
    const sdk = account.sdk({ maxNetworkRetries: 0, timeout: 300 });
    await account.breakApi({ fault: { kind: "hang" } });
    await expect(sdk.customers.list()).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect((await sdk.customers.list()).data).toEqual([]);
  });
});
