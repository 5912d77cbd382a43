import { describe, expect, it } from "vitest";
import { readSession } from "@/lib/auth/read-session";
import { teamScope } from "@/lib/auth/scope";
import { beginTotp } from "@/lib/factors/begin-totp";
import { confirmTotp } from "@/lib/factors/confirm-totp";
import { teamsOf } from "@/lib/teams/queries";
import { renameTeam } from "@/lib/teams/rename";
import { requireSecondStep } from "@/lib/teams/require-second-step";
import { switchTeam } from "@/lib/teams/switch";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { codeOf, giveTotp } from "@/tests/factories/factors";
import { makePerson, scopeOf } from "@/tests/factories/people";
import { again, joinTeam, makeTeam } from "@/tests/factories/teams";
import { giveTier } from "@/tests/factories/tiers";

closeAfterwards();

const missing = { code: "forbidden", reason: "second-step-missing" };

/** A team that asks everybody for a second step; its owner has one. */
async function strictTeam() {
  const owner = await makeTeam();
  await giveTotp(owner.userId);
  const member = await joinTeam(owner, "admin");
  await runVerb(requireSecondStep, (await again(owner)).scope, { required: true });
  return { owner: await again(owner), member };
}

describe("a team that asks everybody for a second step", () => {
  it("lets nobody without one do or read anything in it, from their next request on", async () => {
    const { owner, member } = await strictTeam();
    const scope = await readSession(member.sessionId, "");
    expect(() => teamScope(scope)).toThrow("second-step-missing");
    if (!scope) throw new Error("signed out");
    await expect(runVerb(requireSecondStep, scope, { required: false })).rejects.toMatchObject(
      missing,
    );
    await runVerb(renameTeam, owner.scope, { name: "Careful" });
  });

  it("lets them set one up, after which all is as before", async () => {
    const { member } = await strictTeam();
    const held = await readSession(member.sessionId, "");
    if (!held) throw new Error("signed out");
    const { secret } = await runVerb(beginTotp, held, {});
    await runVerb(confirmTotp, held, { code: codeOf(secret) });
    expect((await scopeOf(member.sessionId)).team.role).toBe("admin");
  });

  it("leaves them their other teams", async () => {
    const { owner, member } = await strictTeam();
    const held = await readSession(member.sessionId, "");
    if (!held) throw new Error("signed out");
    const own = (await teamsOf(held)).find(({ id }) => id !== owner.scope.team.id);
    await runVerb(switchTeam, held, { teamId: own?.id ?? "" });
    const { scope } = await again(member);
    await runVerb(renameTeam, scope, { name: "Free" });
  });

  it("is asked for by who has a second step alone, and from Enterprise on", async () => {
    const owner = await makeTeam();
    await expect(runVerb(requireSecondStep, owner.scope, { required: true })).rejects.toMatchObject(
      { reason: "second-step-first" },
    );
    const basic = await makePerson();
    await giveTotp(basic.userId);
    await expect(
      runVerb(requireSecondStep, (await again(basic)).scope, { required: true }),
    ).rejects.toMatchObject({ code: "feature-locked" });
  });

  it("goes on asking in a lower tier, and can stop in any", async () => {
    const { owner, member } = await strictTeam();
    await giveTier(owner.scope.team.id, "basic");
    const lower = (await again(owner)).scope;
    expect((await readSession(member.sessionId, ""))?.team?.lacksSecondStep).toBe(true);
    await runVerb(requireSecondStep, lower, { required: false });
    expect((await readSession(member.sessionId, ""))?.team?.lacksSecondStep).toBeUndefined();
  });
});
