import { describe, expect, it } from "vitest";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { handOver } from "@/lib/teams/hand-over";
import { inviteMember } from "@/lib/teams/invite";
import { leaveTeam } from "@/lib/teams/leave";
import { removeMember } from "@/lib/teams/remove-member";
import { renameTeam } from "@/lib/teams/rename";
import { revokeInvite } from "@/lib/teams/revoke-invite";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, newEmail, type Person, scopeOf } from "@/tests/factories/people";
import { again, invite, joinTeam, makeTeam } from "@/tests/factories/teams";
import { giveTier } from "@/tests/factories/tiers";
import { letExpire, memberIdOf, rolesIn, viewOf } from "./read-team";

closeAfterwards();

const send = (by: Person, email = newEmail()) =>
  runVerb(inviteMember, by.scope, { email, role: "member" });
const outcomes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map(({ status }) => status).sort();

describe("seats", () => {
  it("T19: are members and open invitations together, and no more than are paid for", async () => {
    const owner = await makeTeam(3);
    await joinTeam(owner);
    const { inviteId } = await invite(owner, newEmail());
    expect((await viewOf(owner)).seats).toEqual({ allowed: 3, members: 2, invited: 1 });
    await expect(send(owner)).rejects.toMatchObject({
      code: "limit-reached",
      reason: "limit-seats",
      values: { limit: 3 },
    });
    await runVerb(revokeInvite, owner.scope, { inviteId });
    const next = await send(owner);
    await letExpire(owner, next.inviteId);
    await send(owner);
  });

  it("T19: further seats that are paid for can be used at once", async () => {
    const owner = await makeTeam(2);
    await send(owner);
    await expect(send(owner)).rejects.toMatchObject({ reason: "limit-seats" });
    await giveTier(owner.scope.team.id, "enterprise", { seats: 3 });
    await send(owner);
  });

  it("T19: two invitations at the last seat cannot both be sent", async () => {
    const owner = await makeTeam(3);
    const admin = await joinTeam(owner, "admin");
    const settled = await Promise.allSettled([send(owner), send(admin), send(owner), send(admin)]);
    expect(outcomes(settled)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect((await viewOf(owner)).seats).toEqual({ allowed: 3, members: 2, invited: 1 });
  });

  it("T19: two people at the last seat cannot both accept", async () => {
    const owner = await makeTeam(4);
    const people = [await makePerson(), await makePerson(), await makePerson()];
    const tokens = await Promise.all(people.map(({ email }) => invite(owner, email)));
    await giveTier(owner.scope.team.id, "enterprise", { seats: 2 });
    const settled = await Promise.allSettled(
      people.map(({ scope }, at) =>
        runVerb(acceptInvite, scope, { token: tokens[at]?.token ?? "" }),
      ),
    );
    expect(outcomes(settled)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(settled.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "limit-reached", reason: "no-seat-left" },
    });
    expect(Object.keys(await rolesIn(owner))).toHaveLength(2);
  });

  it("T19: an invitation cannot be accepted after the tier with members is gone", async () => {
    const owner = await makeTeam();
    const person = await makePerson();
    const { token } = await invite(owner, person.email);
    await giveTier(owner.scope.team.id, "pro");
    await expect(runVerb(acceptInvite, person.scope, { token })).rejects.toMatchObject({
      reason: "no-seat-left",
    });
    await giveTier(owner.scope.team.id, "enterprise");
    await runVerb(acceptInvite, person.scope, { token });
  });
});

describe("more members than seats", () => {
  it("T19: removes nobody; the newest may only look, the owner and the older go on", async () => {
    const owner = await makeTeam();
    const older = await joinTeam(owner, "admin");
    const newer = await joinTeam(owner, "admin");
    await giveTier(owner.scope.team.id, "enterprise", { seats: 2 });
    expect((await scopeOf(owner.sessionId)).team).toMatchObject({ role: "owner" });
    const kept = (await scopeOf(older.sessionId)).team;
    expect(kept).toMatchObject({ role: "admin" });
    expect(kept.lacksSeat).toBeUndefined();
    expect((await scopeOf(newer.sessionId)).team).toMatchObject({
      role: "viewer",
      lacksSeat: true,
    });
    expect(await rolesIn(owner)).toMatchObject({ [newer.email]: "admin" });
    const { members } = await viewOf(owner);
    expect(members.map(({ email, lacksSeat }) => ({ email, lacksSeat }))).toEqual([
      { email: owner.email, lacksSeat: false },
      { email: older.email, lacksSeat: false },
      { email: newer.email, lacksSeat: true },
    ]);
  });

  it("T19: whoever has no seat is told so, may leave, and has their role back with a seat", async () => {
    const owner = await makeTeam();
    const [one, two] = [await joinTeam(owner, "admin"), await joinTeam(owner, "admin")];
    await giveTier(owner.scope.team.id, "basic");
    const { scope } = await again(two);
    await expect(
      runVerb(removeMember, scope, { memberId: await memberIdOf(owner, one) }),
    ).rejects.toMatchObject({ code: "forbidden", reason: "seat-missing" });
    await runVerb(leaveTeam, scope, { teamId: scope.team.id });
    await giveTier(owner.scope.team.id, "enterprise", { seats: 2 });
    expect((await scopeOf(one.sessionId)).team).toMatchObject({ role: "admin" });
  });

  it("T19: an heir who came last keeps the seat of an owner", async () => {
    const owner = await makeTeam();
    const [, last] = [await joinTeam(owner), await joinTeam(owner)];
    const memberId = await memberIdOf(owner, last);
    await runVerb(handOver, owner.scope, { memberId, teamName: owner.scope.team.name });
    await giveTier(owner.scope.team.id, "basic");
    const { scope } = await again(last);
    expect(scope.team).toMatchObject({ role: "owner" });
    await runVerb(renameTeam, scope, { name: "Mine" });
    expect((await scopeOf(owner.sessionId)).team).toMatchObject({ lacksSeat: true });
  });
});
