import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { planPrice } from "@/lib/billing/plans";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import type { Person } from "@/tests/factories/people";
import { customerOf, follow, makeBuyer, type Wish } from "./buying";
import { later, makePrice, openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const THREE_D_SECURE = "4000002760003184";
const DECLINED = "4000000000000341";
const proMonth = { tier: "pro", interval: "month", seats: 1 } as const;
const proYear = { tier: "pro", interval: "year", seats: 1 } as const;
const enterprise = (seats: number, interval: "month" | "year" = "month") =>
  ({ tier: "enterprise", interval, seats }) as const;

const buy = (wish: Wish) => makeBuyer(money(), wish);
const told = async (person: Person): Promise<Stripe.Subscription> => {
  const customer = await customerOf(person);
  const expand = ["data.latest_invoice", "data.schedule"];
  const { data } = await money().sdk().subscriptions.list({ customer, status: "all", expand });
  const [only] = data;
  if (!only || data.length > 1) throw new Error(`${data.length} subscriptions`);
  return only;
};
const invoicesOf = async (person: Person) => {
  const customer = await customerOf(person);
  return (await money().sdk().invoices.list({ customer })).data;
};
const chargedCents = async (person: Person) =>
  (await invoicesOf(person)).map(({ amount_paid }) => amount_paid);
const linesOf = ({ items }: Stripe.Subscription) =>
  items.data.map(({ price, quantity }) => [price.lookup_key, quantity]);

type Plan = typeof proMonth | typeof proYear | ReturnType<typeof enterprise>;
/** Looks at what it costs, and does it for that. */
async function change(person: Person, plan: Plan) {
  const { prorationAt, dueNow } = await runVerb(previewChange, person.scope, plan);
  const expectedMinor = dueNow?.minor ?? "0";
  return runVerb(changePlan, person.scope, { ...plan, prorationAt, expectedMinor });
}

describe("T12: a change that holds at once", () => {
  it("charges what was shown to the cent, half a period later", async () => {
    const ada = await buy(proMonth);
    await later(money(), 13);
    const shown = await runVerb(previewChange, ada.scope, enterprise(7));
    expect(shown).toMatchObject({ kind: "now", dropsPlanned: false, endsTrial: false });
    expect(shown.nextAmount).toEqual({ minor: "13900", currency: "usd" });
    const due = Number(shown.dueNow?.minor);
    expect(due).toBeGreaterThan(3_000);
    expect(due).toBeLessThan(12_000);
    const answer = await runVerb(changePlan, ada.scope, {
      ...enterprise(7),
      prorationAt: shown.prorationAt,
      expectedMinor: shown.dueNow?.minor ?? "",
    });
    expect(answer).toMatchObject({ state: "changed", amount: shown.dueNow, url: null });
    expect(await chargedCents(ada)).toEqual([due, 1_900]);
    expect(linesOf(await told(ada))).toEqual([
      ["enterprise_month", 1],
      ["enterprise_seat_month", 2],
    ]);
    expect((await follow(money(), ada)).scope.team.tier).toBe("enterprise");
  });

  it("takes no free choice of the moment, which would be a choice of the price", async () => {
    const ada = await buy(proMonth);
    const shown = await runVerb(previewChange, ada.scope, enterprise(5));
    for (const shift of [-16 * 60, 120, 20 * 24 * 3_600]) {
      const prorationAt = shown.prorationAt + shift;
      const asked = runVerb(changePlan, ada.scope, {
        ...enterprise(5),
        prorationAt,
        expectedMinor: "0",
      });
      await expect(asked).rejects.toMatchObject({ reason: "preview-stale" });
    }
    expect(await chargedCents(ada)).toEqual([1_900]);
  });

  it("is refused with the new amount where that has moved, and charges nothing", async () => {
    const ada = await buy(proMonth);
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(5));
    const asked = runVerb(changePlan, ada.scope, {
      ...enterprise(5),
      prorationAt,
      expectedMinor: String(Number(dueNow?.minor) - 1),
    });
    const amount = `$${(Number(dueNow?.minor) / 100).toFixed(2)}`;
    await expect(asked).rejects.toMatchObject({ reason: "amount-moved", values: { amount } });
    expect(await chargedCents(ada)).toEqual([1_900]);
  });

  it.each([THREE_D_SECURE, DECLINED])(
    "gives no access from an unpaid bill, but the page to pay it at (card %s)",
    async (card) => {
      const ada = await buy(proMonth);
      await useCard(ada, card);
      const answer = await change(ada, enterprise(5));
      expect(answer).toMatchObject({ state: "awaits-payment", url: expect.any(String) });
      expect(linesOf(await told(ada))).toEqual([["pro_month", 1]]);
      expect((await follow(money(), ada)).scope.team.tier).toBe("pro");
      const again = await change(ada, enterprise(5));
      expect(again.url).toBe(answer.url);
      const pay = { do: "pay", number: "4242424242424242", expiry: "12/40", cvc: "123" };
      const agree = card === THREE_D_SECURE ? { do: "agree" } : pay;
      await money().answerForm(answer.url ?? "", agree);
      expect(linesOf(await told(ada))).toEqual([["enterprise_month", 1]]);
      expect((await follow(money(), ada)).scope.team.tier).toBe("enterprise");
    },
  );

  it("that awaits its payment is given up for another one, and never paid twice", async () => {
    const ada = await buy(proMonth);
    await useCard(ada, DECLINED);
    await change(ada, enterprise(5));
    await change(ada, enterprise(6));
    const states = (await invoicesOf(ada)).map(({ status }) => status);
    expect(states).toEqual(["open", "void", "paid"]);
    await runVerb(undoChange, ada.scope, {});
    expect((await told(ada)).pending_update).toBeNull();
    expect(await chargedCents(ada)).toEqual([0, 0, 1_900]);
  });

  it("from month to year begins a new year, what is left of the month taken off", async () => {
    const ada = await buy(proMonth);
    await later(money(), 10);
    const shown = await runVerb(previewChange, ada.scope, proYear);
    expect(shown).toMatchObject({ kind: "now", nextAmount: { minor: "10800" } });
    const aYear = Date.parse(shown.nextAt) - shown.prorationAt * 1_000;
    expect(Math.round(aYear / 86_400_000)).toBeGreaterThanOrEqual(365);
    await change(ada, proYear);
    const [charged] = await chargedCents(ada);
    expect(charged).toBeGreaterThan(10_800 - 1_900);
    expect(charged).toBeLessThan(10_800);
  });

  it("to a higher tier by the month credits what is left of a year, and says when it is paid again", async () => {
    const ada = await buy(proYear);
    await later(money(), 3);
    const shown = await runVerb(previewChange, ada.scope, enterprise(5));
    expect(shown).toMatchObject({ dueNow: { minor: "0" }, nextAmount: { minor: "9900" } });
    const days = (Date.parse(shown.nextAt) - shown.prorationAt * 1_000) / 86_400_000;
    expect(days).toBeGreaterThan(27);
    expect(days).toBeLessThan(32);
    expect(await change(ada, enterprise(5))).toMatchObject({ state: "changed" });
  });

  it("in a trial costs nothing within Pro, and ends it for Enterprise, which is paid at once", async () => {
    const ada = await buy({ ...proMonth, trial: true });
    const free = await runVerb(previewChange, ada.scope, proYear);
    expect(free).toMatchObject({ kind: "now", dueNow: null, endsTrial: false });
    expect(await change(ada, proYear)).toMatchObject({ state: "changed", amount: null });
    expect(await told(ada)).toMatchObject({ status: "trialing" });
    const paid = await runVerb(previewChange, ada.scope, enterprise(5, "year"));
    expect(paid).toMatchObject({ endsTrial: true, dueNow: { minor: "60000" } });
    await change(ada, enterprise(5, "year"));
    expect((await told(ada)).status).toBe("active");
    expect((await chargedCents(ada))[0]).toBe(60_000);
  });

  it("leaves the price of what stays as it was bought", async () => {
    const ada = await buy(enterprise(5));
    const price = planPrice("enterprise", "month");
    const before = (await told(ada)).items.data[0]?.price.id;
    await makePrice(money(), price);
    await change(ada, enterprise(8));
    expect((await told(ada)).items.data.map((item) => item.price.id)).toContain(before);
  });

  it("asked for again changes and charges nothing more", async () => {
    const ada = await buy(proMonth);
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(5));
    const input = { ...enterprise(5), prorationAt, expectedMinor: dueNow?.minor ?? "" };
    const asked = await Promise.allSettled(
      [1, 2, 3].map(() => runVerb(changePlan, ada.scope, input)),
    );
    for (const one of asked) {
      if (one.status === "fulfilled") expect(one.value.state).toBe("changed");
      else expect(one.reason).toMatchObject({ reason: "billing-in-change" });
    }
    await runVerb(changePlan, ada.scope, input);
    expect(await invoicesOf(ada)).toHaveLength(2);
  });

  it("whose answer is lost is made once", async () => {
    const ada = await buy(proMonth);
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(5));
    const input = { ...enterprise(5), prorationAt, expectedMinor: dueNow?.minor ?? "" };
    await loseAnswers("^/subscriptions/", 2);
    const lost = runVerb(changePlan, ada.scope, input);
    await expect(lost).rejects.toMatchObject({ reason: "billing-unreachable" });
    expect(await runVerb(changePlan, ada.scope, input)).toMatchObject({ state: "changed" });
    expect(await invoicesOf(ada)).toHaveLength(2);
  });
});

describe("T13: a change for the end of the period", () => {
  it("keeps the tier until then, charges nothing, and holds from then on by itself", async () => {
    const ada = await buy(enterprise(8));
    const shown = await runVerb(previewChange, ada.scope, proMonth);
    expect(shown).toMatchObject({
      kind: "at-period-end",
      dueNow: null,
      tax: null,
      nextAmount: { minor: "1900", currency: "usd" },
    });
    expect(await change(ada, proMonth)).toMatchObject({ state: "planned", amount: null });
    const { schedule } = await told(ada);
    expect(schedule).toMatchObject({ end_behavior: "release", phases: [{}, {}] });
    expect((await follow(money(), ada)).scope.team.tier).toBe("enterprise");
    await later(money(), 32);
    expect(linesOf(await told(ada))).toEqual([["pro_month", 1]]);
    await later(money(), 31);
    expect((await told(ada)).schedule).toBeNull();
    expect((await chargedCents(ada)).slice(0, 2)).toEqual([1_900, 1_900]);
  });

  it.each([
    ["a year becomes a month", enterprise(5, "year"), enterprise(5)],
    ["seats become fewer", enterprise(9), enterprise(6)],
    ["Enterprise for a month becomes Pro for a year", enterprise(5), proYear],
  ] as const)("is what %s", async (_what, from, to) => {
    const ada = await buy(from);
    const shown = await runVerb(previewChange, ada.scope, to);
    expect(shown).toMatchObject({ kind: "at-period-end", dueNow: null });
    await change(ada, to);
    expect(await invoicesOf(ada)).toHaveLength(1);
  });

  it("is undone, and undoing it again does nothing", async () => {
    const ada = await buy(enterprise(5));
    await change(ada, proMonth);
    expect(await runVerb(undoChange, ada.scope, {})).toEqual({ isBeingTakenOver: true });
    expect(await runVerb(undoChange, ada.scope, {})).toEqual({ isBeingTakenOver: false });
    expect((await told(ada)).schedule).toBeNull();
    await later(money(), 32);
    expect(linesOf(await told(ada))).toEqual([["enterprise_month", 1]]);
  });

  it("is replaced by another one", async () => {
    const ada = await buy(enterprise(9));
    await change(ada, enterprise(6));
    expect(await runVerb(previewChange, ada.scope, proMonth)).toMatchObject({ dropsPlanned: true });
    await change(ada, proMonth);
    await later(money(), 32);
    expect(linesOf(await told(ada))).toEqual([["pro_month", 1]]);
  });

  it("is dropped by seats bought meanwhile, which the preview and the answer say", async () => {
    const ada = await buy(enterprise(5));
    await change(ada, proMonth);
    expect(await runVerb(previewChange, ada.scope, enterprise(7))).toMatchObject({
      kind: "now",
      dropsPlanned: true,
    });
    expect(await change(ada, enterprise(7))).toMatchObject({
      state: "changed",
      droppedPlanned: true,
    });
    await later(money(), 32);
    expect(linesOf(await told(ada))).toEqual([
      ["enterprise_month", 1],
      ["enterprise_seat_month", 2],
    ]);
  });

  it("stays planned where the change that would drop it is refused", async () => {
    const ada = await buy(enterprise(5));
    await change(ada, proMonth);
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(7));
    await money().breakApi({
      match: { method: "POST", path: "^/subscriptions/" },
      times: 1,
      fault: {
        kind: "answer",
        status: 400,
        body: { error: { type: "invalid_request_error", message: "no" } },
      },
    });
    const refused = runVerb(changePlan, ada.scope, {
      ...enterprise(7),
      prorationAt,
      expectedMinor: dueNow?.minor ?? "",
    });
    await expect(refused).rejects.toMatchObject({ reason: "billing-refused" });
    await later(money(), 32);
    expect(linesOf(await told(ada))).toEqual([["pro_month", 1]]);
  });

  it("is planned again where Stripe goes down in the middle, or is said to be lost", async () => {
    const ada = await buy(enterprise(5));
    await change(ada, proMonth);
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(7));
    const input = { ...enterprise(7), prorationAt, expectedMinor: dueNow?.minor ?? "" };
    const cutUpdates = { method: "POST", path: "^/subscriptions/" };
    await money().breakApi({ match: cutUpdates, times: 2, fault: { kind: "connection-reset" } });
    const down = runVerb(changePlan, ada.scope, input);
    await expect(down).rejects.toMatchObject({ reason: "billing-unreachable" });
    expect((await told(ada)).schedule).toMatchObject({ phases: [{}, {}] });
    await money().breakApi({ match: cutUpdates, times: 2, fault: { kind: "connection-reset" } });
    const planning = { method: "POST", path: "^/subscription_schedules$" };
    await money().breakApi({ match: planning, times: 2, fault: { kind: "connection-reset" } });
    const lost = runVerb(changePlan, ada.scope, input);
    await expect(lost).rejects.toMatchObject({ code: "provider", reason: "planned-lost" });
    await money().mendApi();
    expect((await told(ada)).schedule).toBeNull();
  });

  it("leaves no half-made schedule where its phases are refused", async () => {
    const ada = await buy(enterprise(5));
    await money().breakApi({
      match: { method: "POST", path: "^/subscription_schedules/[^/]+$" },
      times: 1,
      fault: {
        kind: "answer",
        status: 400,
        body: { error: { type: "invalid_request_error", message: "no" } },
      },
    });
    const refused = change(ada, proMonth);
    await expect(refused).rejects.toMatchObject({ reason: "billing-refused" });
    expect((await told(ada)).schedule).toBeNull();
    await runVerb(cancelSubscription, ada.scope, { when: "period-end", reason: "other" });
    expect((await told(ada)).cancel_at_period_end).toBe(true);
  });

  it("is not mixed with more of something else", async () => {
    const ada = await buy(enterprise(5, "year"));
    const mixed = runVerb(previewChange, ada.scope, enterprise(9));
    await expect(mixed).rejects.toMatchObject({ reason: "change-one-by-one" });
  });
});

describe("T12, T13: a change is refused", () => {
  it("while a payment is missing, after a cancellation, and to what it is already", async () => {
    const ada = await buy(proMonth);
    await expect(runVerb(previewChange, ada.scope, proMonth)).rejects.toMatchObject({
      reason: "plan-same",
    });
    await runVerb(cancelSubscription, ada.scope, { when: "period-end", reason: "not-used" });
    await expect(change(ada, enterprise(5))).rejects.toMatchObject({ reason: "resume-first" });
    const bob = await buy(proMonth);
    await useCard(bob, DECLINED);
    await later(money(), 32);
    await expect(change(bob, enterprise(5))).rejects.toMatchObject({ reason: "pay-first" });
  });

  it("where a bank debit would pay for it in days, and is not once there is a card", async () => {
    const ada = await makeBuyer(money(), proMonth, { bank: "good" });
    await later(money(), 5);
    await expect(change(ada, enterprise(5))).rejects.toMatchObject({ reason: "card-needed" });
    expect(await invoicesOf(ada)).toHaveLength(1);
    await useCard(ada, "4242424242424242");
    expect(await change(ada, enterprise(5))).toMatchObject({ state: "changed" });
  });

  it("while somebody else of the team changes it, for as long as that may take", async () => {
    const ada = await buy(proMonth);
    const teamId = ada.scope.team.id;
    const hold = (heldUntil: Date) =>
      asWorker((tx) => tx.billingCustomer.updateMany({ where: { teamId }, data: { heldUntil } }));
    await hold(new Date(clock.now().getTime() + 60_000));
    await expect(change(ada, enterprise(5))).rejects.toMatchObject({ reason: "billing-in-change" });
    await hold(new Date(clock.now().getTime() - 1_000));
    expect(await change(ada, enterprise(5))).toMatchObject({ state: "changed" });
  });
});

/** Saves another card and pays with it from now on. */
async function useCard(person: Person, number: string): Promise<void> {
  const sdk = money().sdk();
  const customer = await customerOf(person);
  const method = await sdk.paymentMethods.create({
    type: "card",
    card: { number, exp_month: 12, exp_year: 2040, cvc: "123" },
  });
  await sdk.paymentMethods.attach(method.id, { customer });
  await sdk.customers.update(customer, {
    invoice_settings: { default_payment_method: method.id },
  });
  const { id } = await told(person);
  await sdk.subscriptions.update(id, { default_payment_method: method.id });
}

function loseAnswers(path: string, times: number): Promise<unknown> {
  return money().breakApi({
    match: { method: "POST", path },
    times,
    fault: { kind: "answer-lost" },
  });
}
