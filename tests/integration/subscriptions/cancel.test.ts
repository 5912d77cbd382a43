import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { cancelSubscription } from "@/lib/subscriptions/cancel";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { subscriptionView } from "@/lib/subscriptions/queries";
import { resumeSubscription } from "@/lib/subscriptions/resume";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { type Person, signInAgain } from "@/tests/factories/people";
import { customerOf, follow, makeBuyer } from "./buying";
import { later, openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const pro = { tier: "pro", interval: "month" } as const;
const atEnd = { when: "period-end", reason: "too-expensive", words: " Not this year. " } as const;
const told = async (person: Person) => {
  const customer = await customerOf(person);
  const { data } = await money().sdk().subscriptions.list({ customer, status: "all" });
  return data[0];
};
const answersOf = ({ scope }: Person) =>
  inTeam(scope.team.id, (tx) => tx.cancelAnswer.findMany({ orderBy: { at: "asc" } }));

describe("T14: a subscription that is cancelled", () => {
  it("keeps its tier until the end of what is paid, and then ends by itself", async () => {
    const ada = await makeBuyer(money(), pro);
    expect(await runVerb(cancelSubscription, ada.scope, atEnd)).toEqual({ isBeingTakenOver: true });
    expect(await told(ada)).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancellation_details: { feedback: "too_expensive", comment: "Not this year." },
    });
    const after = await follow(money(), ada);
    expect(after.scope.team.tier).toBe("pro");
    const view = await subscriptionView(after.scope, clock.now());
    expect(view).toMatchObject({ state: "active", cancelsAt: expect.any(String) });
    await later(money(), 32);
    expect((await told(ada))?.status).toBe("canceled");
    const ended = await follow(money(), { ...ada, sessionId: await signInAgain(ada.email) });
    expect(ended.scope.team.tier).toBe("basic");
    expect(await subscriptionView(ended.scope, clock.now())).toMatchObject({
      state: "ended",
      tier: "basic",
      cancelsAt: null,
    });
  });

  it("goes on after all once it is resumed; both are verbs of their own, never a switch", async () => {
    const ada = await makeBuyer(money(), pro);
    expect(await runVerb(resumeSubscription, ada.scope, {})).toEqual({ isBeingTakenOver: false });
    await runVerb(cancelSubscription, ada.scope, atEnd);
    expect(await runVerb(cancelSubscription, ada.scope, atEnd)).toEqual({
      isBeingTakenOver: false,
    });
    expect((await told(ada))?.cancel_at_period_end).toBe(true);
    expect(await runVerb(resumeSubscription, ada.scope, {})).toEqual({ isBeingTakenOver: true });
    expect(await told(ada)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
    await later(money(), 32);
    expect((await told(ada))?.status).toBe("active");
    expect(await answersOf(ada)).toMatchObject([
      { reason: "too-expensive", words: "Not this year.", userId: ada.userId },
    ]);
  });

  it("ends at once where that is asked for, and asking again says that nothing runs", async () => {
    const ada = await makeBuyer(money(), pro);
    const now = { when: "now", reason: "not-used" } as const;
    await runVerb(cancelSubscription, ada.scope, now);
    expect((await told(ada))?.status).toBe("canceled");
    expect((await follow(money(), ada)).scope.team.tier).toBe("basic");
    const over = { code: "conflict", reason: "no-subscription" };
    await expect(runVerb(cancelSubscription, ada.scope, now)).rejects.toMatchObject(over);
    await expect(runVerb(resumeSubscription, ada.scope, {})).rejects.toMatchObject(over);
  });

  it("takes a planned change with it", async () => {
    const ada = await makeBuyer(money(), { tier: "enterprise", interval: "month" });
    const down = { tier: "pro", interval: "month", seats: 1 } as const;
    const { prorationAt } = await runVerb(previewChange, ada.scope, down);
    await runVerb(changePlan, ada.scope, { ...down, prorationAt, expectedMinor: "0" });
    expect((await told(ada))?.schedule).not.toBeNull();
    await runVerb(cancelSubscription, ada.scope, atEnd);
    expect(await told(ada)).toMatchObject({ schedule: null, cancel_at_period_end: true });
  });

  it("can be resumed until it has ended, also where a day was set at Stripe", async () => {
    const ada = await makeBuyer(money(), pro);
    const id = (await told(ada))?.id ?? "";
    const day = Math.floor(clock.now().getTime() / 1_000) + 3 * 86_400;
    await money().sdk().subscriptions.update(id, { cancel_at: day });
    await runVerb(resumeSubscription, ada.scope, {});
    expect(await told(ada)).toMatchObject({ cancel_at: null });
  });
});
