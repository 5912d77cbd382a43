import { describe, expect, test } from "vitest";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, scopeOf } from "@/tests/factories/people";
import { giveTier } from "@/tests/factories/tiers";

closeAfterwards();

const DAY_MS = 24 * 3_600_000;

describe("T21: what a team may use", () => {
  test("is read from its subscriptions at every request, and held nowhere else", async () => {
    const person = await makePerson();
    const teamId = person.scope.team.id;
    expect(person.scope.team.tier).toBe("basic");
    await giveTier(teamId, "pro");
    expect((await scopeOf(person.sessionId)).team.tier).toBe("pro");
    await asWorker((tx) => tx.team.updateMany({ where: { id: teamId }, data: { tier: "basic" } }));
    expect((await scopeOf(person.sessionId)).team.tier).toBe("pro");
    await giveTier(teamId, "enterprise", { seats: 8 });
    expect((await scopeOf(person.sessionId)).team.tier).toBe("enterprise");
    const told = await asWorker((tx) => teamEntitlement(tx, teamId, clock.now()));
    expect(told).toMatchObject({ tier: "enterprise", seats: 8 });
    await giveTier(teamId, "basic");
    expect((await scopeOf(person.sessionId)).team.tier).toBe("basic");
  });

  test("ends with the grace by itself, though nobody wrote anything", async () => {
    const person = await makePerson();
    const teamId = person.scope.team.id;
    await giveTier(teamId, "pro");
    const failed = (daysAgo: number) =>
      asWorker((tx) =>
        tx.subscription.updateMany({
          where: { teamId, endedAt: null },
          data: {
            status: "past_due",
            pastDueSince: new Date(clock.now().getTime() - daysAgo * DAY_MS),
          },
        }),
      );
    await failed(6.9);
    expect((await scopeOf(person.sessionId)).team.tier).toBe("pro");
    await failed(7.1);
    expect((await scopeOf(person.sessionId)).team.tier).toBe("basic");
  });

  test("is its own: a subscription of another team gives it nothing", async () => {
    const [one, other] = [await makePerson(), await makePerson()];
    await giveTier(one.scope.team.id, "pro");
    expect((await scopeOf(other.sessionId)).team.tier).toBe("basic");
  });
});
