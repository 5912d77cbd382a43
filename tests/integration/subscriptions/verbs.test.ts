import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { undoChange } from "@/lib/subscriptions/change/undo-change";
import { dropCheckout } from "@/lib/subscriptions/checkout/drop-checkout";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { openPortal } from "@/lib/subscriptions/portal/open-portal";
import { lastCheckout, subscriptionView } from "@/lib/subscriptions/queries";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, type Person } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";
import { customerOf, makeBuyer } from "./buying";
import { openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const plan = { tier: "enterprise", interval: "month", seats: 5 } as const;
const agreed = { ...plan, prorationAt: 0, expectedMinor: "0" };
const why = { when: "period-end", reason: "other" } as const;
/** Every verb that asks Stripe, on an input that makes sense. */
const calls = {
  "billing.open-checkout": (one: Person) => runVerb(openCheckout, one.scope, plan),
  "billing.open-portal": (one: Person) => runVerb(openPortal, one.scope, {}),
  "billing.preview-change": (one: Person) => runVerb(previewChange, one.scope, plan),
  "billing.change-plan": (one: Person) =>
    runVerb(changePlan, one.scope, {
      ...agreed,
      prorationAt: Math.floor(clock.now().getTime() / 1_000),
    }),
  "billing.undo-change": (one: Person) => runVerb(undoChange, one.scope, {}),
  "billing.cancel": (one: Person) => runVerb(cancelSubscription, one.scope, why),
  "billing.resume": (one: Person) => runVerb(resumeSubscription, one.scope, {}),
};
const names = Object.keys(calls).filter((name): name is keyof typeof calls => name in calls);
const eventsOf = async (person: Person) => {
  const customer = await customerOf(person);
  const ours = (object: { customer?: unknown; id: string }) =>
    object.customer === customer || object.id === customer;
  return (await money().events()).filter(({ data }) => ours(data.object));
};

describe("T21: with Stripe down", () => {
  it.each(names)("%s says so and leaves nothing half made", async (name) => {
    const isFirst = name === "billing.open-checkout";
    const ada = isFirst
      ? await makePerson()
      : await makeBuyer(money(), { tier: "pro", interval: "month" });
    const before = (await eventsOf(ada)).length;
    await money().breakApi({
      match: { path: "." },
      times: 40,
      fault: { kind: "connection-reset" },
    });
    const asked = calls[name](ada);
    await expect(asked).rejects.toMatchObject({ code: "provider", reason: "billing-unreachable" });
    const view = await subscriptionView(ada.scope, clock.now());
    expect(view.tier).toBe(isFirst ? "basic" : "pro");
    expect(await lastCheckout(ada.scope)).toBe(isFirst ? null : "open");
    await money().mendApi();
    expect(await eventsOf(ada)).toHaveLength(before);
    const teamId = ada.scope.team.id;
    const row = await asWorker((tx) => tx.billingCustomer.findUnique({ where: { teamId } }));
    expect(row?.heldUntil ?? null).toBeNull();
  });
});

describe("a verb of billing", () => {
  it("acts once for a request id that is sent again, at the same time or later", async () => {
    const ada = await makePerson();
    const options = { requestId: "request-0001" };
    const wish = { tier: "pro", interval: "month" } as const;
    const opened = await Promise.all(
      [1, 2].map(() => runVerb(openCheckout, ada.scope, wish, options)),
    );
    opened.push(await runVerb(openCheckout, ada.scope, wish, options));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    const buyer = await makeBuyer(money(), wish);
    const twice = async <T>(run: () => Promise<T>) => {
      const first = await run();
      const count = (await eventsOf(buyer)).length;
      expect(await run()).toEqual(first);
      expect(await eventsOf(buyer)).toHaveLength(count);
      return first;
    };
    const preview = await twice(() =>
      runVerb(previewChange, buyer.scope, plan, { requestId: "request-0002" }),
    );
    const { prorationAt, dueNow } = preview;
    const input = { ...plan, prorationAt, expectedMinor: dueNow?.minor ?? "" };
    const requestId = (n: number) => ({ requestId: `request-000${n}` });
    await twice(() => runVerb(changePlan, buyer.scope, input, requestId(3)));
    await twice(() => runVerb(cancelSubscription, buyer.scope, why, requestId(4)));
    await twice(() => runVerb(resumeSubscription, buyer.scope, {}, requestId(5)));
    await twice(() => runVerb(undoChange, buyer.scope, {}, requestId(6)));
  });

  it("is for those who may write bills: members and viewers are refused, and see none of them", async () => {
    const ada = await makePerson();
    for (const role of ["member", "viewer"] as const) {
      const other = await makeMember(ada, role);
      for (const name of names) {
        await expect(calls[name](other)).rejects.toMatchObject({ code: "forbidden" });
      }
      await expect(runVerb(dropCheckout, other.scope, {})).rejects.toMatchObject({
        code: "forbidden",
      });
      const view = await subscriptionView(other.scope, clock.now());
      expect(view).toMatchObject({
        mayChange: false,
        invoices: [],
        method: null,
        openCheckout: null,
        hasPortal: false,
      });
    }
  });

  it("acts on the own team's subscription alone", async () => {
    const [ada, bob] = [
      await makeBuyer(money(), { tier: "pro", interval: "month" }),
      await makePerson(),
    ];
    await expect(runVerb(cancelSubscription, bob.scope, why)).rejects.toMatchObject({
      reason: "no-subscription",
    });
    await giveTier(bob.scope.team.id, "pro");
    await expect(runVerb(resumeSubscription, bob.scope, {})).rejects.toMatchObject({
      reason: "no-subscription",
    });
    const view = await subscriptionView(bob.scope, clock.now());
    expect(view).toMatchObject({ tier: "pro", invoices: [], method: null });
    const customer = await customerOf(ada);
    const [told] = (await money().sdk().subscriptions.list({ customer })).data;
    expect(told?.cancel_at_period_end).toBe(false);
  });
});
