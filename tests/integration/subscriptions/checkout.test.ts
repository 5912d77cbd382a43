import { describe, expect, it } from "vitest";
import { planPrice } from "@/lib/billing/plans";
import { trialMarks } from "@/lib/billing/trial-marks";
import { clock } from "@/lib/clock";
import { asWorker, inTeam } from "@/lib/db";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { lastCheckout, subscriptionView } from "@/lib/subscriptions/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, type Person } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";
import { customerOf, follow, makeBuyer } from "./buying";
import { makePrice, openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const pro = { tier: "pro", interval: "month" } as const;
const sessionsOf = async (person: Person) => {
  const customer = await customerOf(person);
  return (await money().sdk().checkout.sessions.list({ customer })).data;
};
const intentsOf = ({ scope }: Person) =>
  inTeam(scope.team.id, (tx) => tx.checkoutIntent.findMany({ orderBy: { createdAt: "asc" } }));
const customersOf = async ({ scope }: Person) =>
  (await money().sdk().customers.list({ limit: 100 })).data.filter(
    ({ metadata }) => metadata.team === scope.team.id,
  );

const loseAnswers = (path: string, times: number) =>
  money().breakApi({ match: { method: "POST", path }, times, fault: { kind: "answer-lost" } });
/** An admin of a team that bought nothing. */
const makeAdmin = async (owner: Person) => {
  const admin = await makeMember(owner, "admin");
  await giveTier(owner.scope.team.id, "basic");
  return admin;
};

describe("T6: an answer that is lost", () => {
  it("makes one customer and one page, though the connection is cut after each commit", async () => {
    const ada = await makePerson();
    for (const path of ["^/customers$", "^/checkout/sessions$"]) {
      await loseAnswers(path, 2);
      const lost = runVerb(openCheckout, ada.scope, pro);
      await expect(lost).rejects.toMatchObject({ code: "provider", reason: "billing-unreachable" });
      await money().mendApi();
    }
    const { url } = await runVerb(openCheckout, ada.scope, pro);
    expect(await customersOf(ada)).toHaveLength(1);
    const sessions = await sessionsOf(ada);
    expect(sessions.map((session) => session.url)).toEqual([url]);
    expect(await intentsOf(ada)).toMatchObject([{ state: "open", url }]);
  });

  it("is healed by the client's own retry when it is lost once", async () => {
    const ada = await makePerson();
    await loseAnswers("^/checkout/sessions$", 1);
    await runVerb(openCheckout, ada.scope, pro);
    expect(await sessionsOf(ada)).toHaveLength(1);
  });

  it("is told from a key that was used for something else, and the next try begins anew", async () => {
    const ada = await makePerson();
    const key = `team:${ada.scope.team.id}:customer`;
    await money().sdk().customers.create({ name: "other" }, { idempotencyKey: key });
    const clash = runVerb(openCheckout, ada.scope, pro);
    await expect(clash).rejects.toMatchObject({ code: "conflict", reason: "billing-key-reused" });
    expect(await intentsOf(ada)).toEqual([]);
    expect(await customerOf(ada)).toBe("");
  });
});

describe("T7: two ways to pay", () => {
  it("are one page for a double click, two tabs and two admins", async () => {
    const ada = await makePerson();
    const admin = await makeAdmin(ada);
    const asked = [ada, ada, admin, admin].map(({ scope }) => runVerb(openCheckout, scope, pro));
    const urls = (await Promise.all(asked)).map(({ url }) => url);
    expect(new Set(urls).size).toBe(1);
    expect(await sessionsOf(ada)).toHaveLength(1);
    const { url } = await runVerb(openCheckout, admin.scope, pro);
    expect(url).toBe(urls[0]);
  });

  it("are one open page where the choice changes: the one before takes no money any more", async () => {
    const ada = await makePerson();
    const first = await runVerb(openCheckout, ada.scope, pro);
    const second = await runVerb(openCheckout, ada.scope, { ...pro, interval: "year" });
    expect(second.url).not.toBe(first.url);
    expect((await sessionsOf(ada)).map(({ status }) => status)).toEqual(["open", "expired"]);
    const { problem } = await money().payCheckout(first.url);
    expect(problem).not.toBeNull();
    const states = (await intentsOf(ada)).map(({ state }) => state);
    expect(states).toEqual(["expired", "open"]);
  });

  it("are no two subscriptions where two admins choose differently at the same moment", async () => {
    const ada = await makePerson();
    const admin = await makeAdmin(ada);
    const asked = await Promise.allSettled([
      runVerb(openCheckout, ada.scope, pro),
      runVerb(openCheckout, admin.scope, { tier: "enterprise", interval: "year", seats: 9 }),
    ]);
    const given = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value.url] : []));
    const open = (await sessionsOf(ada)).filter(({ status }) => status === "open");
    const payable = open.filter(({ url }) => given.includes(url ?? ""));
    expect(payable.length).toBeLessThanOrEqual(1);
    const rows = await intentsOf(ada);
    expect(rows.filter(({ state }) => state === "open").length).toBeLessThanOrEqual(1);
  });

  it("are refused once one was paid, before any webhook has come", async () => {
    const ada = await makePerson();
    const { url } = await runVerb(openCheckout, ada.scope, pro);
    await money().payCheckout(url);
    for (const wish of [pro, { ...pro, interval: "year" as const }]) {
      const again = runVerb(openCheckout, ada.scope, wish);
      await expect(again).rejects.toMatchObject({ code: "conflict" });
    }
    await expect(runVerb(dropCheckout, ada.scope, {})).resolves.toEqual({});
    expect(await lastCheckout(ada.scope)).toBe("completed");
    expect(await sessionsOf(ada)).toHaveLength(1);
    const paid = await follow(money(), ada);
    const more = runVerb(openCheckout, paid.scope, pro);
    await expect(more).rejects.toMatchObject({ reason: "subscription-exists" });
  });

  it("leaves none once it is dropped, and dropping it again does nothing", async () => {
    const ada = await makePerson();
    const { url } = await runVerb(openCheckout, ada.scope, pro);
    expect((await subscriptionView(ada.scope, clock.now())).openCheckout).toMatchObject({
      url,
      tier: "pro",
    });
    await runVerb(dropCheckout, ada.scope, {});
    await runVerb(dropCheckout, ada.scope, {});
    expect((await sessionsOf(ada)).map(({ status }) => status)).toEqual(["expired"]);
    expect((await subscriptionView(ada.scope, clock.now())).openCheckout).toBeNull();
    expect(await lastCheckout(ada.scope)).toBe("expired");
  });

  it("begins anew after a page ran out that nobody told us of", async () => {
    const ada = await makePerson();
    const { url } = await runVerb(openCheckout, ada.scope, pro);
    const [session] = await sessionsOf(ada);
    await money()
      .sdk()
      .checkout.sessions.expire(session?.id ?? "");
    const next = await runVerb(openCheckout, ada.scope, pro);
    expect(next.url).not.toBe(url);
    expect((await intentsOf(ada)).map(({ state }) => state)).toEqual(["expired", "open"]);
  });
});

describe("T10: what it costs", () => {
  it("is the price under our key: an id sent along means nothing", async () => {
    const ada = await makePerson();
    const cheap = await money()
      .sdk()
      .prices.create({
        currency: "usd",
        unit_amount: 1,
        recurring: { interval: "month" },
        product_data: { name: "cheap" },
      });
    const sent = { ...pro, price: cheap.id, priceId: cheap.id };
    await runVerb(openCheckout, ada.scope, sent);
    const [session] = await sessionsOf(ada);
    expect(session?.amount_total).toBe(1_900);
  });

  it("has further seats as lines of their own, never fewer than the included", async () => {
    const ada = await makePerson();
    await runVerb(openCheckout, ada.scope, { tier: "enterprise", interval: "year", seats: 8 });
    await runVerb(openCheckout, ada.scope, { tier: "enterprise", interval: "month", seats: 2 });
    const totals = (await sessionsOf(ada)).map(({ amount_total }) => amount_total);
    expect(totals).toEqual([9_900, 60_000 + 3 * 24_000]);
  });

  it("is asked of nobody where Stripe has another amount or currency under the key", async () => {
    const price = planPrice("pro", "year");
    for (const wrong of [{ cents: 1 }, { currency: "eur" }]) {
      const ada = await makePerson();
      await makePrice(money(), price, wrong);
      const asked = runVerb(openCheckout, ada.scope, { tier: "pro", interval: "year" });
      await expect(asked).rejects.toMatchObject({ code: "provider", reason: "price-not-ready" });
      expect(await sessionsOf(ada)).toEqual([]);
      await makePrice(money(), price);
      await runVerb(openCheckout, ada.scope, { tier: "pro", interval: "year" });
      expect((await sessionsOf(ada)).map(({ amount_total }) => amount_total)).toEqual([10_800]);
    }
  });
});

describe("T16: a trial", () => {
  it("is begun by a page that takes a card, and charges nothing", async () => {
    const ada = await makePerson();
    expect((await subscriptionView(ada.scope, clock.now())).canTry).toBe(true);
    const buyer = await makeBuyer(money(), { ...pro, trial: true });
    expect(buyer.scope.team.tier).toBe("pro");
    const customer = await customerOf(buyer);
    const [told] = (await money().sdk().subscriptions.list({ customer })).data;
    expect(told).toMatchObject({
      status: "trialing",
      trial_settings: { end_behavior: { missing_payment_method: "cancel" } },
    });
    const view = await subscriptionView(buyer.scope, clock.now());
    expect(view).toMatchObject({ state: "trialing", canTry: false });
  });

  it("is Pro's alone, and once for a team", async () => {
    const ada = await makePerson();
    const wish = { tier: "enterprise", interval: "month", trial: true } as const;
    const never = runVerb(openCheckout, ada.scope, wish);
    await expect(never).rejects.toMatchObject({ reason: "trial-taken" });
    const [mark = ""] = trialMarks({ teamId: "other", email: ada.email }).slice(1);
    await asWorker((tx) =>
      tx.trialUse.createMany({ data: [{ mark, takenBy: "other", at: clock.now() }] }),
    );
    const again = runVerb(openCheckout, ada.scope, { ...pro, trial: true });
    await expect(again).rejects.toMatchObject({ reason: "trial-taken" });
    expect((await subscriptionView(ada.scope, clock.now())).canTry).toBe(false);
    expect(await intentsOf(ada)).toEqual([]);
  });
});

describe("T26: a customer who was deleted at Stripe", () => {
  it("is followed by a new one, also where nobody told us", async () => {
    const ada = await makePerson();
    await runVerb(openCheckout, ada.scope, pro);
    const before = await customerOf(ada);
    await money().sdk().customers.del(before);
    await runVerb(dropCheckout, ada.scope, {});
    await runVerb(openCheckout, ada.scope, pro);
    const after = await customerOf(ada);
    expect(after).not.toBe(before);
    expect(await sessionsOf(ada)).toHaveLength(1);
  });
});
