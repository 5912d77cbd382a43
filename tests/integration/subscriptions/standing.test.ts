import { describe, expect, it } from "vitest";
import { GRACE_DAYS } from "@/lib/billing/plans";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { teamStanding } from "@/lib/subscriptions/queries";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, type Person } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";

closeAfterwards();

const DAY_MS = 86_400_000;

/** A team on Enterprise whose payment has failed so many days ago. */
async function makeLate(days: number): Promise<Person> {
  const ada = await makePerson();
  const teamId = ada.scope.team.id;
  await giveTier(teamId, "enterprise");
  const pastDueSince = new Date(clock.now().getTime() - days * DAY_MS);
  await asWorker((tx) =>
    tx.subscription.updateMany({ where: { teamId }, data: { status: "past_due", pastDueSince } }),
  );
  return ada;
}

describe("what every page of the console says about the payment", () => {
  it("is nothing for a team that has paid, or never bought", async () => {
    const ada = await makePerson();
    expect(await teamStanding(ada.scope, clock.now())).toMatchObject({ graceUntil: null });
    await giveTier(ada.scope.team.id, "pro");
    expect(await teamStanding(ada.scope, clock.now())).toMatchObject({ graceUntil: null });
  });

  it("is until when the tier stays while a payment is missing, and nothing once it is lost", async () => {
    const now = clock.now();
    const late = await teamStanding((await makeLate(2)).scope, now);
    const left = Date.parse(late.graceUntil ?? "") - now.getTime();
    expect(Math.round(left / DAY_MS)).toBe(GRACE_DAYS - 2);
    const lost = await teamStanding((await makeLate(GRACE_DAYS + 1)).scope, now);
    expect(lost.graceUntil).toBeNull();
  });

  it("tells members too, and asks only those to pay who may", async () => {
    const ada = await makeLate(1);
    const may = async ({ scope }: Person) => (await teamStanding(scope, clock.now())).mayPay;
    expect(await may(ada)).toBe(true);
    expect(await may(await makeMember(ada, "admin"))).toBe(true);
    expect(await may(await makeMember(ada, "member"))).toBe(false);
    expect(await may(await makeMember(ada, "viewer"))).toBe(false);
  });

  it("is of one's own team alone", async () => {
    await makeLate(1);
    const other = await makePerson();
    expect(await teamStanding(other.scope, clock.now())).toMatchObject({ graceUntil: null });
  });
});
