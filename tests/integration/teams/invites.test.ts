import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { acceptInvite } from "@/lib/teams/accept-invite";
import { changeRole } from "@/lib/teams/change-role";
import { declineInvite } from "@/lib/teams/decline-invite";
import { inviteMember } from "@/lib/teams/invite";
import { leaveTeam } from "@/lib/teams/leave";
import { inviteOfLink } from "@/lib/teams/queries";
import { removeMember } from "@/lib/teams/remove-member";
import { resendInvite } from "@/lib/teams/resend-invite";
import { revokeInvite } from "@/lib/teams/revoke-invite";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, newEmail, type Person, scopeOf, visitor } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { again, invite, joinTeam, makeTeam } from "@/tests/factories/teams";
import { giveTier } from "@/tests/factories/tiers";
import { letExpire, memberIdOf, readInvite, rolesIn, viewOf } from "./read-team";

closeAfterwards();
const outside = openOutside();

const send = (by: Person, email: string) =>
  runVerb(inviteMember, by.scope, { email, role: "member" });
const accept = (by: Person, token: string) => runVerb(acceptInvite, by.scope, { token });

/** Sends what was not sent yet and answers the mails to an address. */
async function mailsTo(email: string) {
  await fanOut(clock.now());
  const due = await asWorker((tx) => tx.delivery.findMany({ where: { state: "queued" } }));
  for (const { id } of due) await deliver(id);
  return outside().mailsTo(email);
}

describe("an invitation", () => {
  it("is mailed to its address, which need not have an account, and lasts a week", async () => {
    const owner = await makeTeam();
    const email = newEmail();
    const { inviteId, token } = await invite(owner, email, "admin");
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toBe("Ada invites you to a team on ComputeHub");
    expect(mail?.text).toContain(owner.email);
    expect(mail?.text).toContain("as an admin");
    expect(mail?.links.some((link) => link.includes(`/accept-invite?token=${inviteId}.`))).toBe(
      true,
    );
    expect(await inviteOfLink(token)).toMatchObject({ state: "open", email, role: "admin" });
    const { createdAt, expiresAt } = await readInvite(owner, inviteId);
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(7 * 24 * 3_600_000);
  });

  it("is written in the language of the account it is for, else of its sender", async () => {
    const owner = await makeTeam();
    const known = await makePerson("zh");
    await send(owner, known.email);
    expect((await mailsTo(known.email))[0]?.subject).toBe("Ada 邀请您加入 ComputeHub 上的团队");
    const chinese = await makePerson("zh");
    await giveTier(chinese.scope.team.id, "enterprise");
    const unknown = newEmail();
    await send(await again(chinese), unknown);
    expect((await mailsTo(unknown))[0]?.subject).toContain("邀请您");
  });

  it("is sent by owners and admins alone, and in a tier that has members", async () => {
    const owner = await makeTeam();
    const admin = await joinTeam(owner, "admin");
    const member = await joinTeam(owner, "member");
    await send(admin, newEmail());
    await expect(send(member, newEmail())).rejects.toMatchObject({ code: "forbidden" });
    for (const tier of ["basic", "pro"] as const) {
      const other = await makePerson();
      await giveTier(other.scope.team.id, tier);
      await expect(send(await again(other), newEmail())).rejects.toMatchObject({
        code: "feature-locked",
        values: { feature: "members" },
      });
    }
  });

  it("is refused for who is a member or invited already, and for the role of an owner", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await expect(send(owner, member.email)).rejects.toMatchObject({ reason: "already-member" });
    const email = newEmail();
    await send(owner, email);
    await expect(send(owner, email.toUpperCase())).rejects.toMatchObject({
      reason: "invite-exists",
    });
    const input: unknown = { email: newEmail(), role: "owner" };
    await expect(runVerb(inviteMember, owner.scope, input)).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("sent twice under one request id is one invitation and one mail", async () => {
    const owner = await makeTeam();
    const email = newEmail();
    const input = { email, role: "viewer" } as const;
    const options = { requestId: "invite-0001" };
    const first = await runVerb(inviteMember, owner.scope, input, options);
    expect(await runVerb(inviteMember, owner.scope, input, options)).toEqual(first);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it("to one mailbox is limited, whichever teams send", async () => {
    const email = newEmail();
    for (let sent = 0; sent < 5; sent += 1) await send(await makeTeam(), email);
    await expect(send(await makeTeam(), email)).rejects.toMatchObject({ code: "rate-limited" });
  });
});

describe("sending an invitation again", () => {
  it("makes it last another week and mails it again, in the name of whoever did so", async () => {
    const owner = await makeTeam();
    const admin = await joinTeam(owner, "admin");
    const email = newEmail();
    const { inviteId, token } = await invite(owner, email);
    await letExpire(owner, inviteId);
    expect(await inviteOfLink(token)).toMatchObject({ state: "expired" });
    await runVerb(resendInvite, admin.scope, { inviteId });
    expect(await inviteOfLink(token)).toMatchObject({ state: "open" });
    expect(await readInvite(owner, inviteId)).toMatchObject({ invitedBy: admin.userId });
    expect((await mailsTo(email)).length).toBeGreaterThan(0);
  });

  it("is refused to members, to other teams, and once it is answered", async () => {
    const owner = await makeTeam();
    const [member, stranger] = [await joinTeam(owner), await makeTeam()];
    const { inviteId, token } = await invite(owner, newEmail());
    const resend = (by: Person) => runVerb(resendInvite, by.scope, { inviteId });
    await expect(resend(member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(resend(stranger)).rejects.toMatchObject({ reason: "invite-unknown" });
    await runVerb(declineInvite, visitor(), { token });
    await expect(resend(owner)).rejects.toMatchObject({ reason: "invite-unknown" });
  });

  it("of one that ran out needs a free seat again", async () => {
    const owner = await makeTeam(2);
    const { inviteId } = await invite(owner, newEmail());
    await letExpire(owner, inviteId);
    await send(owner, newEmail());
    await expect(runVerb(resendInvite, owner.scope, { inviteId })).rejects.toMatchObject({
      reason: "limit-seats",
    });
  });
});

describe("withdrawing an invitation", () => {
  it("ends its link at once, in any tier, and its mail is not sent any more", async () => {
    const owner = await makeTeam();
    const email = newEmail();
    const { inviteId, token } = await invite(owner, email);
    await giveTier(owner.scope.team.id, "basic");
    await runVerb(revokeInvite, (await again(owner)).scope, { inviteId });
    expect(await inviteOfLink(token)).toMatchObject({ state: "ended" });
    expect(await mailsTo(email)).toHaveLength(0);
  });

  it("is refused to members and other teams, and the second time", async () => {
    const owner = await makeTeam();
    const [member, stranger] = [await joinTeam(owner), await makeTeam()];
    const { inviteId } = await invite(owner, newEmail());
    const revoke = (by: Person) => runVerb(revokeInvite, by.scope, { inviteId });
    await expect(revoke(member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revoke(stranger)).rejects.toMatchObject({ reason: "invite-unknown" });
    await revoke(owner);
    await expect(revoke(owner)).rejects.toMatchObject({ reason: "invite-unknown" });
  });
});

describe("accepting an invitation", () => {
  it("gives the role, goes on in that team, and tells its owners", async () => {
    const owner = await makeTeam();
    const person = await makePerson();
    const { token } = await invite(owner, person.email, "viewer");
    await accept(person, token);
    const scope = await scopeOf(person.sessionId);
    expect(scope.team).toMatchObject({ id: owner.scope.team.id, role: "viewer" });
    const mails = await mailsTo(owner.email);
    expect(mails.some(({ subject }) => subject.startsWith(`${person.email} is now in`))).toBe(true);
  });

  it("works for somebody who signs up because of it", async () => {
    const owner = await makeTeam();
    const email = newEmail();
    const { token } = await invite(owner, email);
    const person = await makePerson("en", email);
    await accept(person, token);
    expect((await scopeOf(person.sessionId)).team.id).toBe(owner.scope.team.id);
  });

  it("is for its address alone, signed in, with an untouched link", async () => {
    const owner = await makeTeam();
    const [invited, other] = [await makePerson(), await makePerson()];
    const { inviteId, token } = await invite(owner, invited.email);
    await expect(accept(other, token)).rejects.toMatchObject({ reason: "invite-other-address" });
    await expect(runVerb(acceptInvite, visitor(), { token })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    for (const bad of [inviteId, `${inviteId}.x`, `${token}x`, "nonsense"]) {
      await expect(accept(invited, bad)).rejects.toMatchObject({ reason: "link-unknown" });
    }
    expect(await inviteOfLink(`${inviteId}.x`)).toBeNull();
  });

  it("twice by the same person is once, and lets nobody back who was removed", async () => {
    const owner = await makeTeam();
    const person = await makePerson();
    const { token } = await invite(owner, person.email);
    const answers = await Promise.all([accept(person, token), accept(person, token)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(Object.keys(await rolesIn(owner))).toHaveLength(2);
    const memberId = await memberIdOf(owner, person);
    await runVerb(removeMember, owner.scope, { memberId });
    await expect(accept(person, token)).rejects.toMatchObject({ reason: "invite-accepted" });
  });

  it("is refused once it has run out, was declined or withdrawn", async () => {
    const owner = await makeTeam();
    const person = await makePerson();
    const { inviteId, token } = await invite(owner, person.email);
    await letExpire(owner, inviteId);
    await expect(accept(person, token)).rejects.toMatchObject({ reason: "invite-expired" });
    const second = await invite(owner, person.email);
    await runVerb(declineInvite, visitor(), { token: second.token });
    await runVerb(declineInvite, visitor(), { token: second.token });
    await expect(accept(person, second.token)).rejects.toMatchObject({ reason: "invite-declined" });
    const third = await invite(owner, person.email);
    await runVerb(revokeInvite, owner.scope, { inviteId: third.inviteId });
    await expect(accept(person, third.token)).rejects.toMatchObject({ reason: "invite-ended" });
    await expect(runVerb(declineInvite, visitor(), { token: third.token })).rejects.toMatchObject({
      reason: "invite-ended",
    });
  });
});

describe("an invitation does not outlive its sender's right to invite", () => {
  const ways: readonly [string, (owner: Person, sender: Person) => Promise<unknown>][] = [
    [
      "removed",
      async (owner, sender) =>
        runVerb(removeMember, owner.scope, { memberId: await memberIdOf(owner, sender) }),
    ],
    [
      "made a member",
      async (owner, sender) =>
        runVerb(changeRole, owner.scope, {
          memberId: await memberIdOf(owner, sender),
          role: "member",
        }),
    ],
    [
      "gone by themselves",
      (_owner, sender) => runVerb(leaveTeam, sender.scope, { teamId: sender.scope.team.id }),
    ],
  ];

  it.each(ways)("who was %s", async (_way, end) => {
    const owner = await makeTeam();
    const sender = await joinTeam(owner, "admin");
    const person = await makePerson();
    const { token } = await invite(sender, person.email);
    await end(owner, sender);
    await expect(accept(person, token)).rejects.toMatchObject({ reason: "invite-ended" });
    expect((await viewOf(owner)).invites).toEqual([]);
  });

  it("nor is one sent by somebody who is being demoted at the same moment", async () => {
    const owner = await makeTeam();
    const sender = await joinTeam(owner, "admin");
    const memberId = await memberIdOf(owner, sender);
    await Promise.allSettled([
      runVerb(changeRole, owner.scope, { memberId, role: "viewer" }),
      send(sender, newEmail()),
      send(sender, newEmail()),
    ]);
    expect((await viewOf(owner)).invites).toEqual([]);
  });
});
