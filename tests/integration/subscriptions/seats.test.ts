import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { changePlan } from "@/lib/subscriptions/change/change-plan";
import { previewChange } from "@/lib/subscriptions/change/preview-change";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { subscriptionView } from "@/lib/subscriptions/queries";
import { inviteMember } from "@/lib/teams/invite";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, newEmail, type Person } from "@/tests/factories/people";
import { customerOf, follow, makeBuyer } from "./buying";
import { openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const enterprise = (seats: number) => ({ tier: "enterprise", interval: "month", seats }) as const;

/** Puts people into a team, as members who accepted do. */
async function addMembers({ scope }: Person, count: number): Promise<void> {
  const people = await Promise.all(Array.from({ length: count }, () => makePerson()));
  const rows = people.map(({ userId }) => ({
    id: newId("mem"),
    teamId: scope.team.id,
    userId,
    role: "member",
    createdAt: clock.now(),
  }));
  await asAccounts((tx) => tx.membership.createMany({ data: rows }));
}

describe("T19: seats", () => {
  it("are never fewer than members and open invitations together", async () => {
    const ada = await makeBuyer(money(), { ...enterprise(8) });
    await addMembers(ada, 5);
    await runVerb(inviteMember, ada.scope, { email: newEmail(), role: "member" });
    const view = await subscriptionView(ada.scope, clock.now());
    expect(view.seats).toEqual({ allowed: 8, members: 6, invited: 1 });
    const tooFew = runVerb(previewChange, ada.scope, enterprise(6));
    await expect(tooFew).rejects.toMatchObject({
      code: "limit-reached",
      reason: "seats-in-use",
      values: { members: 6, invited: 1, seats: 6 },
    });
    const { prorationAt } = await runVerb(previewChange, ada.scope, enterprise(7));
    const input = { prorationAt, expectedMinor: "0" };
    const less = runVerb(changePlan, ada.scope, { ...enterprise(6), ...input });
    await expect(less).rejects.toMatchObject({ reason: "seats-in-use" });
    expect(await runVerb(changePlan, ada.scope, { ...enterprise(7), ...input })).toMatchObject({
      state: "planned",
    });
    const customer = await customerOf(ada);
    const [told] = (await money().sdk().subscriptions.list({ customer })).data;
    expect(told?.items.data.map(({ quantity }) => quantity)).toEqual([1, 3]);
  });

  it("are not offered beyond what was planned to be left of them", async () => {
    const ada = await makeBuyer(money(), { ...enterprise(8) });
    await addMembers(ada, 5);
    const teamId = ada.scope.team.id;
    const plan = (pendingSeats: number | null) =>
      asWorker((tx) =>
        tx.subscription.updateMany({
          where: { teamId },
          data: { pendingTier: "enterprise", pendingInterval: "month", pendingSeats },
        }),
      );
    const offer = () => runVerb(inviteMember, ada.scope, { email: newEmail(), role: "viewer" });
    await plan(6);
    await expect(offer()).rejects.toMatchObject({
      code: "limit-reached",
      reason: "limit-seats-planned",
      values: { limit: 6 },
    });
    await plan(null);
    await offer();
  });

  it("are bought at once, and can be given away as soon as they are paid", async () => {
    const ada = await makeBuyer(money(), { ...enterprise(5) });
    await addMembers(ada, 4);
    const offer = () => runVerb(inviteMember, ada.scope, { email: newEmail(), role: "viewer" });
    await expect(offer()).rejects.toMatchObject({ reason: "limit-seats" });
    const { prorationAt, dueNow } = await runVerb(previewChange, ada.scope, enterprise(6));
    const expectedMinor = dueNow?.minor ?? "";
    await runVerb(changePlan, ada.scope, { ...enterprise(6), prorationAt, expectedMinor });
    await follow(money(), ada);
    await offer();
    await expect(offer()).rejects.toMatchObject({ reason: "limit-seats" });
  });

  it("of a new subscription hold everybody who is in the team", async () => {
    const ada = await makePerson();
    await addMembers(ada, 6);
    const few = runVerb(openCheckout, ada.scope, enterprise(6));
    await expect(few).rejects.toMatchObject({ reason: "seats-in-use" });
    await runVerb(openCheckout, ada.scope, enterprise(7));
  });

  it("are a whole number that can be bought here", async () => {
    const ada = await makePerson();
    for (const [seats, reason] of [
      [0, "seats-number"],
      [5.5, "seats-number"],
      [201, "seats-most"],
    ] as const) {
      const asked = runVerb(openCheckout, ada.scope, enterprise(seats));
      await expect(asked).rejects.toMatchObject({ fields: { seats: reason } });
    }
  });
});
