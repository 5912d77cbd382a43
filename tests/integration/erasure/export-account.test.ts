import { describe, expect, it } from "vitest";
import { z } from "zod";
import { exportAccount } from "@/lib/account-export/export-account";
import { PAGE } from "@/lib/account-export/sections";
import { inTeam } from "@/lib/db";
import { deleteAccount } from "@/lib/erasure/delete-account";
import { newId } from "@/lib/ids";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { Device, giveRecoveryCode, giveTotp } from "@/tests/factories/factors";
import { makePerson, type Person } from "@/tests/factories/people";
import { joinTeam, makeTeam } from "@/tests/factories/teams";
import { addKey } from "@/tests/integration/operations/rented-world";
import { makeChannel } from "@/tests/integration/tenancy/matrix/notices";
import { makeSshKey, makeView } from "@/tests/integration/tenancy/matrix/things";

closeAfterwards();

const shape = z.object({
  account: z.looseObject({ email: z.string() }),
  teams: z.array(z.looseObject({ id: z.string(), events: z.array(z.looseObject({})) })),
});

async function read({ scope }: Person): Promise<string> {
  return new Response(await exportAccount(scope)).text();
}

describe("the file of everything stored about a person", () => {
  it("holds the account and the teams they own, with none of the secrets", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const apiKey = "sandbox-runpod-export-1234567890";
    await addKey(owner.scope, "runpod", apiKey);
    const secret = await giveTotp(owner.userId);
    const code = await giveRecoveryCode(owner.userId);
    await new Device().give(owner.userId);
    const text = await read(owner);
    const told = shape.parse(JSON.parse(text));
    expect(told.account.email).toBe(owner.email);
    expect(told.teams.map(({ id }) => id)).toEqual([owner.scope.team.id]);
    expect(text).toContain(member.email);
    expect(text).toContain(apiKey.slice(-4));
    for (const one of [
      apiKey,
      secret,
      code,
      "$argon2",
      owner.sessionId,
      "wrappedKey",
      "ciphertext",
    ]) {
      expect(text).not.toContain(one);
    }
  });

  it("holds nothing of a team that asks for a second step the person does not have", async () => {
    const owner = await makeTeam();
    const teamId = owner.scope.team.id;
    await inTeam(teamId, (tx) =>
      tx.team.update({ where: { id: teamId }, data: { secondStepSince: new Date() } }),
    );
    await addKey(owner.scope, "runpod", "sandbox-runpod-export-held-back-9876");
    const held = JSON.parse(await read(owner));
    expect(held.teams).toEqual([
      { id: teamId, name: expect.any(String), heldBack: "second-step-missing" },
    ]);
    expect(held.own).toEqual([]);
    const deletion = runVerb(deleteAccount, owner.scope, { email: owner.email });
    await expect(deletion).rejects.toMatchObject({ reason: "second-step-missing" });
    await giveTotp(owner.userId);
    const whole = JSON.parse(await read(owner));
    expect(whole.teams[0].providerKeys).toHaveLength(1);
  });

  it("of a member holds nothing of the team", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "admin");
    const told = shape.parse(JSON.parse(await read(member)));
    expect(told.teams.map(({ id }) => id)).not.toContain(owner.scope.team.id);
    expect(JSON.stringify(told)).not.toContain(owner.email);
  });

  it("of a member holds what they keep for themselves there, and nothing of another's", async () => {
    const owner = await makeTeam();
    const { id: teamId } = owner.scope.team;
    const member = await joinTeam(owner);
    const mine = await makeSshKey(teamId, member.userId);
    const view = await makeView({ teamId, userId: member.userId });
    const other = await makeSshKey(teamId, owner.userId);
    const text = await read(member);
    expect(text).toContain(mine);
    expect(text).toContain(view);
    expect(text).not.toContain(other);
  });

  it("holds where and when each person is told, and the team's own places, without where they lead", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const { id: teamId } = owner.scope.team;
    const [{ channelId: teams }, { channelId: owners }, { channelId: members }] = [
      await makeChannel(teamId, { userId: null, kind: "webhook" }),
      await makeChannel(teamId, { userId: owner.userId }),
      await makeChannel(teamId, { userId: member.userId }),
    ];
    const rule = { teamId, eventGroup: "cost", mode: "off" };
    const policy = { afterMinutes: 5, steps: [{ to: "person", id: owner.userId }] };
    await inTeam(teamId, async (tx) => {
      await tx.notificationRule.createMany({
        data: [
          { ...rule, recipient: teams, channel: teams },
          { ...rule, recipient: member.userId, channel: "email", mode: "digest" },
        ],
      });
      await tx.escalationPolicy.create({ data: { teamId, ...policy } });
    });
    const ofOwner = JSON.parse(await read(owner));
    const { channels, escalationPolicies } = ofOwner.teams[0];
    expect(channels).toMatchObject([
      { id: teams, kind: "webhook", rules: [{ eventGroup: "cost", mode: "off" }] },
    ]);
    expect(escalationPolicies).toMatchObject([policy]);
    expect(ofOwner.own[0].channels).toMatchObject([{ id: owners }]);
    expect(JSON.stringify(ofOwner)).not.toContain(members);
    const ofMember = JSON.parse(await read(member)).own.find(
      (one: { teamId: string }) => one.teamId === teamId,
    );
    expect(ofMember.channels).toMatchObject([{ id: members }]);
    expect(ofMember.notificationRules).toEqual([
      { eventGroup: "cost", channel: "email", mode: "digest" },
    ]);
    expect(JSON.stringify([ofOwner, ofMember])).not.toMatch(/ciphertext|fingerprint/);
  });

  it("of an owner holds nothing that was told to another member alone", async () => {
    const owner = await makeTeam();
    const { id: teamId } = owner.scope.team;
    const member = await joinTeam(owner);
    const tell = (userId: string, email: string) => {
      const id = newId("evt");
      const facts = { type: "account.email-changed", data: { email }, dedupeKey: id };
      const row = { id, teamId, userId, ...facts, at: new Date() };
      return inTeam(teamId, (tx) => tx.event.create({ data: row }));
    };
    await tell(member.userId, "hers-alone@example.test");
    await tell(owner.userId, "mine@example.test");
    const text = await read(owner);
    expect(text).toContain("mine@example.test");
    expect(text).not.toContain("hers-alone@example.test");
  });

  it("has every row of a long table once", async () => {
    const person = await makePerson();
    const { id: teamId } = person.scope.team;
    const many = PAGE * 2 + 1;
    await inTeam(teamId, (tx) =>
      tx.event.createMany({
        data: Array.from({ length: many }, () => {
          const id = newId("evt");
          const at = new Date();
          return { id, teamId, type: "deployment.running", data: {}, dedupeKey: id, at };
        }),
      }),
    );
    const { teams } = shape.parse(JSON.parse(await read(person)));
    const ids = (teams[0]?.events ?? [])
      .filter(({ type }) => type === "deployment.running")
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(many);
  });

  it("is for a fresh session alone", async () => {
    const { scope } = await makePerson();
    const stale = { ...scope, actor: { ...scope.actor, freshUntil: new Date(0) } };
    await expect(exportAccount(stale)).rejects.toMatchObject({ reason: "confirm-needed" });
  });
});
