import { describe, expect, it } from "vitest";
import { askReset } from "@/lib/accounts/ask-reset";
import { changeLocale } from "@/lib/accounts/change-locale";
import { signUp } from "@/lib/accounts/sign-up";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, fannedOut, happen, readDelivery, tell } from "@/tests/factories/deliveries";
import { makeMember, makePayer, makePerson, newEmail, visitor } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();

describe("fanning out", () => {
  it("tells owners and admins once each, however often and from however many workers it runs", async () => {
    const owner = await makePerson();
    const [admin, member] = [await makeMember(owner, "admin"), await makeMember(owner, "member")];
    await happen(owner, "deployment.lost");
    await Promise.all([1, 2, 3, 4].map(() => fanOut(clock.now())));
    await asWorker((tx) =>
      tx.event.updateMany({
        where: { teamId: owner.scope.team.id },
        data: { fannedOutAt: null },
      }),
    );
    await fanOut(clock.now());
    expect(await deliveriesOf(owner, "deployment.lost")).toHaveLength(1);
    expect(await deliveriesOf(admin, "deployment.lost")).toHaveLength(1);
    expect(await deliveriesOf(member, "deployment.lost")).toHaveLength(0);
  });

  it("tells a person alone of what concerns them alone, unverified only to verify", async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { email, password: "a long password", locale: "en" });
    await fanOut(clock.now());
    for (const { id } of await findDueDeliveries(clock.now())) await deliver(id);
    const mails = await outside().mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.links[0]).toContain("/verify?token=");
  });
});

describe("delivering a mail", () => {
  it("arrives in the reader's language, with a link to the machine", async () => {
    const owner = await makePayer("zh");
    const { id } = await tell(owner, "deployment.lost", "训练 <b>一</b>");
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", attempt: 1 });
    const [mail] = await outside().mailsTo(owner.email);
    expect(mail?.subject).toBe("训练 <b>一</b> 已消失");
    expect(mail?.html).toContain("训练 &lt;b&gt;一&lt;/b&gt;");
    expect(mail?.links.some((link) => link.includes("/zh/dashboard/deployments"))).toBe(true);
    expect(mail?.messageId).toContain(id);
  });

  it("is sent once by two workers at once", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    await Promise.all([deliver(id), deliver(id), deliver(id)]);
    expect(await outside().mailsTo(owner.email)).toHaveLength(1);
  });

  it("follows the language a person changes to", async () => {
    const owner = await makePayer("en");
    await runVerb(changeLocale, owner.scope, { locale: "zh" });
    await runVerb(askReset, visitor(), { email: owner.email });
    const { id } = await fannedOut(owner, "account.reset-asked");
    await deliver(id);
    expect((await outside().mailsTo(owner.email))[0]?.subject).toBe("设置新密码");
  });

  it("is not sent to somebody who left the team in the meantime", async () => {
    const owner = await makePayer();
    const admin = await makeMember(owner, "admin");
    await happen(owner, "deployment.lost");
    const { id } = await fannedOut(admin, "deployment.lost");
    const { userId } = admin;
    await asAccounts((tx) => tx.membership.deleteMany({ where: { userId } }));
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "dead" });
    expect(await outside().mailsTo(admin.email)).toHaveLength(0);
  });

  it("waits and tries again when the server says later", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "key.added");
    await outside().breakMail({ kind: "defer-451", to: owner.email });
    await deliver(id);
    const waiting = await readDelivery(id);
    expect(waiting).toMatchObject({ state: "retry", attempt: 1 });
    expect(waiting.runAfter.getTime()).toBeGreaterThan(clock.now().getTime());
    await asWorker((tx) =>
      tx.delivery.updateMany({ where: { id }, data: { runAfter: new Date(0) } }),
    );
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", attempt: 2 });
  });

  it("gives up at once when the server says never", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    await outside().breakMail({ kind: "reject-550", to: owner.email });
    await deliver(id);
    const dead = await readDelivery(id);
    expect(dead.state).toBe("dead");
    expect(dead.failure).toContain("550");
  });

  it("keeps trying while nobody answers at the mail server's address", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "key.added");
    await outside().process.stop();
    await deliver(id);
    expect((await readDelivery(id)).state).toBe("retry");
  });
});
