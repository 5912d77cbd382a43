import { describe, expect, it } from "vitest";
import { createAlert } from "@/lib/alerts/create-alert";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { deliver } from "@/lib/notifications/deliver";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { changeRole } from "@/lib/teams/change-role";
import { handOver } from "@/lib/teams/hand-over";
import { leaveTeam } from "@/lib/teams/leave";
import { teamsOf } from "@/lib/teams/queries";
import { removeMember } from "@/lib/teams/remove-member";
import { renameTeam } from "@/lib/teams/rename";
import type { GivenRole } from "@/lib/teams/schema";
import { switchTeam } from "@/lib/teams/switch";
import { createTemplate } from "@/lib/templates/create";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { fannedOut, readDelivery } from "@/tests/factories/deliveries";
import {
  makeMember,
  makePerson,
  type Person,
  scopeOf,
  signInAgain,
} from "@/tests/factories/people";
import { again, invite, joinTeam, makeTeam } from "@/tests/factories/teams";
import { giveTier } from "@/tests/factories/tiers";
import { makeSshKey, makeTemplate } from "../tenancy/matrix/things";
import { memberIdOf, rolesIn, viewOf } from "./read-team";

closeAfterwards();

const alert = {
  modelId: "h100-sxm",
  pricingModel: "on-demand",
  area: null,
  maxPerGpuHour: "1.5",
} as const;

const remove = async (by: Person, member: Person, seenBy = by) =>
  runVerb(removeMember, by.scope, { memberId: await memberIdOf(seenBy, member) });
const leave = ({ scope }: Person) => runVerb(leaveTeam, scope, { teamId: scope.team.id });
const alertsOf = ({ userId }: Person) =>
  asAccounts((tx) => tx.priceAlert.findMany({ where: { userId } }));

describe("removing a member", () => {
  it("takes their access from the next request on: the session goes on in their own team", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "admin");
    const elsewhere = await signInAgain(member.email);
    await runVerb(switchTeam, await scopeOf(elsewhere), { teamId: owner.scope.team.id });
    await remove(owner, member);
    for (const session of [member.sessionId, elsewhere]) {
      const { team } = await scopeOf(session);
      expect(team.id).not.toBe(owner.scope.team.id);
      expect(team.role).toBe("owner");
    }
    expect(Object.keys(await rolesIn(owner))).toEqual([owner.email]);
  });

  it("gives somebody left without a team a new one of their own", async () => {
    const owner = await makePerson();
    const member = await makeMember(owner, "member");
    await remove(await again(owner), member);
    const { team } = await scopeOf(member.sessionId);
    expect(team).toMatchObject({ role: "owner", name: "Ada", tier: "basic" });
    expect(await scopeOf(await signInAgain(member.email))).toMatchObject({ team: { id: team.id } });
  });

  it("leaves nobody without a team whom two teams let go at once", async () => {
    const [one, two] = [await makePerson(), await makeTeam()];
    const member = await makeMember(one, "member");
    const { token } = await invite(two, member.email);
    await runVerb(acceptInvite, member.scope, { token });
    await Promise.all([remove(await again(one), member), remove(two, member)]);
    expect((await scopeOf(member.sessionId)).team.role).toBe("owner");
    expect(await teamsOf(member.scope)).toHaveLength(1);
  });

  it("ends their price alerts in that team and no others", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await runVerb(createAlert, member.scope, alert);
    const own = (await teamsOf(member.scope))[0]?.id ?? "";
    await runVerb(switchTeam, member.scope, { teamId: own });
    await runVerb(createAlert, (await again(member)).scope, alert);
    await remove(owner, member);
    expect((await alertsOf(member)).map(({ teamId }) => teamId)).toEqual([own]);
  });

  it("takes what they kept there for themselves along, secrets too, and leaves what they shared", async () => {
    const owner = await makeTeam();
    const { id: teamId } = owner.scope.team;
    const people = [await joinTeam(owner), await joinTeam(owner), owner] as const;
    const environment = [{ name: "HF_TOKEN", value: "a secret of one's own", secret: true }];
    for (const { scope, userId } of people) {
      await makeSshKey(teamId, userId);
      const kept = { name: "Mine", visibility: "private", gpuCount: 1, environment };
      await runVerb(createTemplate, scope, kept);
      await makeTemplate(teamId, userId);
    }
    await remove(owner, people[0]);
    await leave(people[1]);
    const left = await asWorker(async (tx) => ({
      keys: await tx.sshKey.findMany({ where: { teamId }, select: { userId: true } }),
      templates: await tx.template.count({ where: { teamId, visibility: "private" } }),
      shared: await tx.template.count({ where: { teamId, visibility: "team" } }),
      secrets: await tx.sealedValue.count({ where: { teamId } }),
    }));
    expect(left).toMatchObject({
      keys: [{ userId: owner.userId }],
      templates: 1,
      shared: 3,
      secrets: 1,
    });
  });

  it("lets no mail of the team through that was on its way to them, but tells them of it", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const { id: alertId } = await runVerb(createAlert, member.scope, alert);
    const data = {
      alertId,
      modelId: "h100-sxm",
      pricingModel: "on-demand",
      area: null,
      limit: "1.5",
      price: "1.4",
      providerId: "runpod",
      region: null,
    };
    const { userId } = member;
    const teamId = owner.scope.team.id;
    await asWorker((tx) =>
      recordEvent(tx, { type: "price.alert-fired", teamId, userId, data, at: clock.now() }),
    );
    const { id } = await fannedOut(member, "price.alert-fired");
    await remove(owner, member);
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "dead" });
    expect(await fannedOut(member, "members.removed")).toMatchObject({ state: "queued" });
  });

  it("is for owners and admins, of this team, once, and never for the owner", async () => {
    const owner = await makeTeam();
    const admin = await joinTeam(owner, "admin");
    const [member, stranger] = [await joinTeam(owner), await makeTeam()];
    await expect(remove(member, admin, owner)).rejects.toMatchObject({ code: "forbidden" });
    await expect(remove(stranger, member, owner)).rejects.toMatchObject({
      reason: "member-unknown",
    });
    await expect(remove(admin, owner)).rejects.toMatchObject({ reason: "owner-stays" });
    const memberId = await memberIdOf(owner, member);
    await runVerb(removeMember, admin.scope, { memberId });
    await expect(runVerb(removeMember, admin.scope, { memberId })).rejects.toMatchObject({
      reason: "member-unknown",
    });
  });

  it("is possible after a downgrade, as are leaving and handing over", async () => {
    const owner = await makeTeam();
    const [first, second, third] = [
      await joinTeam(owner),
      await joinTeam(owner),
      await joinTeam(owner),
    ];
    await giveTier(owner.scope.team.id, "basic");
    const poorer = await again(owner);
    await remove(poorer, first);
    await leave(await again(second));
    const memberId = await memberIdOf(poorer, third);
    await runVerb(handOver, poorer.scope, { memberId, teamName: poorer.scope.team.name });
    expect(await rolesIn(owner)).toEqual({ [owner.email]: "admin", [third.email]: "owner" });
  });
});

describe("leaving a team", () => {
  it("goes on in one's own, and is possible for every role but the owner's", async () => {
    const owner = await makeTeam();
    for (const role of ["admin", "member", "viewer"] as const) {
      const member = await joinTeam(owner, role);
      await runVerb(createAlert, member.scope, alert);
      await leave(member);
      expect((await scopeOf(member.sessionId)).team.id).not.toBe(owner.scope.team.id);
      expect(await alertsOf(member)).toEqual([]);
      await expect(leave(member)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(leave(owner)).rejects.toMatchObject({ reason: "owner-stays" });
  });

  it("names the team, so that a page of another one ends nothing", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const teamId = (await teamsOf(member.scope))[0]?.id ?? "";
    await expect(runVerb(leaveTeam, member.scope, { teamId })).rejects.toMatchObject({
      reason: "other-team",
    });
  });
});

describe("changing a role", () => {
  const change = async (by: Person, member: Person, role: GivenRole, seenBy = by) =>
    runVerb(changeRole, by.scope, { memberId: await memberIdOf(seenBy, member), role });

  it("holds from the next request on, twice the same is the same", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "viewer");
    await change(owner, member, "admin");
    await change(owner, member, "admin");
    expect((await scopeOf(member.sessionId)).team.role).toBe("admin");
  });

  it("is for owners and admins of this team, in Enterprise, and never makes or unmakes an owner", async () => {
    const owner = await makeTeam();
    const admin = await joinTeam(owner, "admin");
    const [member, stranger] = [await joinTeam(owner), await makeTeam()];
    await expect(change(member, admin, "viewer", owner)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(change(stranger, member, "viewer", owner)).rejects.toMatchObject({
      reason: "member-unknown",
    });
    await expect(change(admin, owner, "viewer")).rejects.toMatchObject({ reason: "owner-stays" });
    await expect(change(owner, owner, "admin")).rejects.toMatchObject({ reason: "owner-stays" });
    const input: unknown = { memberId: await memberIdOf(owner, member), role: "owner" };
    await expect(runVerb(changeRole, owner.scope, input)).rejects.toMatchObject({
      code: "invalid",
    });
    await giveTier(owner.scope.team.id, "pro");
    await expect(change(await again(owner), member, "viewer")).rejects.toMatchObject({
      code: "feature-locked",
    });
  });
});

describe("handing a team over", () => {
  const hand = async (by: Person, heir: Person, teamName = by.scope.team.name, seenBy = by) =>
    runVerb(handOver, by.scope, { memberId: await memberIdOf(seenBy, heir), teamName });

  it("makes the other the owner and the owner an admin, and tells both", async () => {
    const owner = await makeTeam();
    const heir = await joinTeam(owner);
    await hand(owner, heir);
    expect(await rolesIn(owner)).toEqual({ [owner.email]: "admin", [heir.email]: "owner" });
    expect(await fannedOut(owner, "team.handed-over")).toMatchObject({ state: "queued" });
    expect(await fannedOut(heir, "team.handed-over")).toMatchObject({ state: "queued" });
    await expect(hand(owner, heir)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("wants the team's name typed, and an heir who is in the team and not disabled", async () => {
    const owner = await makeTeam();
    const [heir, stranger] = [await joinTeam(owner), await makeTeam()];
    await expect(hand(owner, heir, "another")).rejects.toMatchObject({
      fields: { teamName: "name-differs" },
    });
    await expect(hand(stranger, heir, undefined, owner)).rejects.toMatchObject({
      reason: "member-unknown",
    });
    const { userId } = heir;
    await asAccounts((tx) =>
      tx.user.updateMany({ where: { id: userId }, data: { disabledAt: clock.now() } }),
    );
    await expect(hand(owner, heir)).rejects.toMatchObject({ reason: "member-disabled" });
  });

  it("is the owner's alone", async () => {
    const owner = await makeTeam();
    const [admin, member] = [await joinTeam(owner, "admin"), await joinTeam(owner)];
    await expect(hand(admin, member)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("twice at once to two people leaves one owner", async () => {
    const owner = await makeTeam();
    const [one, two] = [await joinTeam(owner), await joinTeam(owner)];
    const settled = await Promise.allSettled([hand(owner, one), hand(owner, two)]);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const owners = Object.values(await rolesIn(owner)).filter((role) => role === "owner");
    expect(owners).toHaveLength(1);
  });

  it("while the heir leaves ends with one owner who is there", async () => {
    const owner = await makeTeam();
    const heir = await joinTeam(owner);
    await Promise.allSettled([hand(owner, heir), leave(heir)]);
    const roles = await rolesIn(owner);
    expect(Object.values(roles).filter((role) => role === "owner")).toHaveLength(1);
  });

  it("never leaves two owners, even in the database", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const { userId } = member;
    const forced = asAccounts((tx) =>
      tx.membership.updateMany({
        where: { userId, teamId: owner.scope.team.id },
        data: { role: "owner" },
      }),
    );
    await expect(forced).rejects.toMatchObject({ code: "P2002" });
  });
});

describe("a team's name", () => {
  it("is changed by its owner, without signs that hide or turn text around", async () => {
    const owner = await makeTeam();
    const admin = await joinTeam(owner, "admin");
    await runVerb(renameTeam, owner.scope, { name: "  Vision\u202e  组 <b> " });
    expect((await viewOf(await again(owner))).name).toBe("Vision 组 b");
    const rename = runVerb(renameTeam, admin.scope, { name: "Ours" });
    await expect(rename).rejects.toMatchObject({ code: "forbidden" });
    for (const name of ["", " \u200b ", "x".repeat(61)]) {
      await expect(runVerb(renameTeam, owner.scope, { name })).rejects.toMatchObject({
        code: "invalid",
      });
    }
  });
});

describe("switching team", () => {
  it("holds for this browser alone, and only to one's own teams", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const teams = await teamsOf(member.scope);
    expect(teams).toHaveLength(2);
    const elsewhere = await signInAgain(member.email);
    const first = teams[0]?.id ?? "";
    expect((await scopeOf(elsewhere)).team.id).toBe(first);
    await runVerb(switchTeam, member.scope, { teamId: first });
    await runVerb(switchTeam, member.scope, { teamId: first });
    expect((await scopeOf(member.sessionId)).team.id).toBe(first);
    await runVerb(switchTeam, member.scope, { teamId: owner.scope.team.id });
    expect((await scopeOf(member.sessionId)).team.id).toBe(owner.scope.team.id);
    expect((await scopeOf(elsewhere)).team.id).toBe(first);
    const stranger = await makePerson();
    const foreign = runVerb(switchTeam, stranger.scope, { teamId: owner.scope.team.id });
    await expect(foreign).rejects.toMatchObject({ reason: "team-unknown" });
  });
});
