import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { settleTeam } from "@/lib/payments/settle-team";
import { changeRole } from "@/lib/teams/change-role";
import { removeMember } from "@/lib/teams/remove-member";
import type { GivenRole } from "@/lib/teams/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, fannedOut } from "@/tests/factories/deliveries";
import type { Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { joinTeam, makeTeam } from "@/tests/factories/teams";
import { giveTier } from "@/tests/factories/tiers";
import { memberIdOf } from "./read-team";

closeAfterwards();
const outside = openOutside();

/** The newest mail to somebody about one kind of event, as it arrived. */
async function mailAbout(person: Person, type: string) {
  const { id } = await fannedOut(person, type);
  await deliver(id);
  return (await outside().mailsTo(person.email)).find(({ messageId }) => messageId?.includes(id));
}

const make = async (owner: Person, member: Person, role: GivenRole) =>
  runVerb(changeRole, owner.scope, { memberId: await memberIdOf(owner, member), role });

/** The team pays for so many seats from now on, and the worker has settled that. */
async function haveSeats({ scope }: Person, seats: number): Promise<void> {
  await giveTier(scope.team.id, "enterprise", { seats });
  await asWorker((tx) => settleTeam(tx, scope.team.id, clock.now()));
}

it("somebody whose role changed is told which one they have, and once for each change", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  await make(owner, member, "admin");
  const mail = await mailAbout(member, "members.role-changed");
  expect(mail?.subject).toBe(`You have another role in ${owner.scope.team.name}`);
  expect(mail?.text).toContain("you are now an admin");
  expect(mail?.links.some((link) => link.endsWith("/settings/team"))).toBe(true);
  await make(owner, member, "admin");
  await make(owner, member, "viewer");
  expect((await mailAbout(member, "members.role-changed"))?.text).toContain("you are now a viewer");
  expect(await deliveriesOf(member, "members.role-changed")).toHaveLength(2);
  expect(await deliveriesOf(owner, "members.role-changed")).toHaveLength(0);
});

it("who loses a seat is told once, and again only after having had one again", async () => {
  const owner = await makeTeam(3);
  const [first, second] = [await joinTeam(owner), await joinTeam(owner)];
  await haveSeats(owner, 2);
  const mail = await mailAbout(second, "members.seat-lost");
  expect(mail?.subject).toBe(`For now you can only look in ${owner.scope.team.name}`);
  await haveSeats(owner, 2);
  await fannedOut(second, "members.seat-lost");
  expect(await deliveriesOf(second, "members.seat-lost")).toHaveLength(1);
  await haveSeats(owner, 3);
  await haveSeats(owner, 1);
  await fannedOut(second, "members.seat-lost");
  expect(await deliveriesOf(second, "members.seat-lost")).toHaveLength(2);
  expect(await deliveriesOf(first, "members.seat-lost")).toHaveLength(1);
  expect(await deliveriesOf(owner, "members.seat-lost")).toHaveLength(0);
});

it("a mail about a role goes to nobody who has left the team meanwhile", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  await make(owner, member, "viewer");
  const { id } = await fannedOut(member, "members.role-changed");
  await runVerb(removeMember, owner.scope, { memberId: await memberIdOf(owner, member) });
  await deliver(id);
  expect((await deliveriesOf(member, "members.role-changed"))[0]).toMatchObject({ state: "dead" });
});
