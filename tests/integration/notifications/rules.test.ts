import { describe, expect, it } from "vitest";
import { mailLink } from "@/lib/auth/mail-link";
import { clock } from "@/lib/clock";
import { asWorker, inTeam } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { acknowledge } from "@/lib/notifications/escalation/acknowledge";
import { escalate } from "@/lib/notifications/escalation/escalate";
import { setEscalation } from "@/lib/notifications/escalation/set-escalation";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { gatherHeld } from "@/lib/notifications/gather-held";
import { endNoticesByMail } from "@/lib/notifications/rules/end-notices-by-mail";
import { setPreference } from "@/lib/notifications/rules/set-preference";
import { setRule } from "@/lib/notifications/rules/set-rule";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, happen, tell } from "@/tests/factories/deliveries";
import { makeMember, makePayer, visitor } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();
const always = { quietFrom: 0, quietTo: 1_439, timeZone: "Asia/Shanghai", digestAt: 540 } as const;
const far = () => new Date(clock.now().getTime() + 3 * 86_400_000);

describe("what a person chose", () => {
  it("ends mails about machines, never those about security", async () => {
    const { scope, ...person } = await makePayer();
    const off = { channel: "email", mode: "off" } as const;
    await runVerb(setRule, scope, { ...off, group: "failure" });
    await expect(runVerb(setRule, scope, { ...off, group: "security" })).rejects.toMatchObject({
      reason: "mail-certain",
    });
    await inTeam(scope.team.id, (tx) =>
      tx.notificationRule.create({
        data: {
          teamId: scope.team.id,
          recipient: person.userId,
          eventGroup: "security",
          channel: "email",
          mode: "off",
        },
      }),
    );
    await happen({ ...person, scope }, "deployment.lost");
    await happen({ ...person, scope }, "key.added");
    await fanOut(clock.now());
    expect(await deliveriesOf(person, "deployment.lost")).toHaveLength(0);
    expect(await deliveriesOf(person, "key.added")).toHaveLength(1);
  });

  it("holds what is critical at night where they said so, and tells all of it in one mail", async () => {
    const person = await makePayer();
    await runVerb(setPreference, person.scope, { ...always, quietCritical: "hold" });
    for (const name of ["one", "two", "three"]) await happen(person, "deployment.lost", name);
    await happen(person, "key.added");
    await fanOut(clock.now());
    const held = await deliveriesOf(person, "deployment.lost");
    expect(held.map((row) => row.held)).toEqual(["quiet", "quiet", "quiet"]);
    const due = await findDueDeliveries(clock.now());
    expect(due.map(({ id }) => id)).not.toContain(held[0]?.id);
    expect(await deliveriesOf(person, "key.added")).toMatchObject([{ held: null }]);
    await Promise.all([gatherHeld(far()), gatherHeld(far())]);
    const [gathered, ...more] = await deliveriesOf(person, "notices.gathered");
    expect(more).toHaveLength(0);
    await asWorker((tx) =>
      tx.delivery.updateMany({
        where: { id: gathered?.id ?? "" },
        data: { runAfter: new Date(0) },
      }),
    );
    await deliver(gathered?.id ?? "");
    const mail = (await outside().mailsTo(person.email)).find(({ subject }) =>
      /^3 mess/.test(subject),
    );
    for (const name of ["one", "two", "three"]) expect(mail?.text).toContain(`${name} is gone`);
    const after = await deliveriesOf(person, "deployment.lost");
    expect(after.every(({ digestId }) => digestId === gathered?.id)).toBe(true);
  });

  it("lets what is critical through at night where they said so", async () => {
    const person = await makePayer();
    await runVerb(setPreference, person.scope, { ...always, quietCritical: "pass" });
    expect(await tell(person, "deployment.lost")).toMatchObject({ held: null });
  });

  it("waits for the digest, at their time of day", async () => {
    const person = await makePayer();
    await runVerb(setPreference, person.scope, {
      ...always,
      quietFrom: null,
      quietTo: null,
      quietCritical: "pass",
    });
    await runVerb(setRule, person.scope, { group: "failure", channel: "email", mode: "digest" });
    const row = await tell(person, "deployment.lost");
    expect(row).toMatchObject({ held: "digest" });
    expect(row.runAfter.toISOString()).toMatch(/T01:00:00/);
    await gatherHeld(far());
    expect((await deliveriesOf(person, "deployment.lost"))[0]).toMatchObject({ held: null });
  });
});

describe("the link under a mail", () => {
  it("ends mails of its kind by one POST, without a session, and takes that back", async () => {
    const person = await makePayer();
    const { id } = await tell(person, "deployment.lost");
    await deliver(id);
    const mail = (await outside().mailsTo(person.email)).find(({ subject }) =>
      /is gone/.test(subject),
    );
    const link = mail?.links.find((one) => one.includes("/unsubscribe")) ?? "";
    const token = new URL(link).searchParams.get("token") ?? "";
    await runVerb(endNoticesByMail, visitor(), { token, on: false });
    await happen(person, "deployment.lost", "second");
    await fanOut(clock.now());
    expect(await deliveriesOf(person, "deployment.lost")).toHaveLength(1);
    await runVerb(endNoticesByMail, visitor(), { token, on: true });
    await happen(person, "deployment.lost", "third");
    await fanOut(clock.now());
    expect(await deliveriesOf(person, "deployment.lost")).toHaveLength(2);
  });

  it("ends nothing that is certain, and is nobody's to make", async () => {
    const { scope, userId } = await makePayer();
    const made = mailLink("notices", `${scope.team.id}~${userId}~security`, "en");
    const token = new URL(made).searchParams.get("token") ?? "";
    for (const one of [token, `${scope.team.id}~${userId}~failure.x`]) {
      await expect(
        runVerb(endNoticesByMail, visitor(), { token: one, on: false }),
      ).rejects.toMatchObject({ reason: "link-unknown" });
    }
  });
});

describe("a critical event that nobody acknowledges", () => {
  it("is told to the next person once, and to nobody once somebody is on it", async () => {
    const owner = await makePayer();
    const member = await makeMember(owner, "member");
    const steps = [{ to: "person" as const, id: member.userId }];
    await runVerb(setEscalation, owner.scope, { policy: { afterMinutes: 5, steps } });
    const { eventId } = await tell(owner, "deployment.lost");
    const acknowledged = await tell(owner, "deployment.lost", "second");
    await runVerb(acknowledge, owner.scope, { eventId: acknowledged.eventId });
    await escalate(clock.now());
    expect(await deliveriesOf(member, "deployment.lost")).toHaveLength(0);
    await Promise.all([escalate(far()), escalate(far())]);
    const told = await deliveriesOf(member, "deployment.lost");
    expect(told.map((row) => row.eventId)).toEqual([eventId]);
    await escalate(far());
    expect(await deliveriesOf(member, "deployment.lost")).toHaveLength(1);
    expect((await findDueDeliveries(far())).map(({ id }) => id)).toContain(told[0]?.id);
  });
});
