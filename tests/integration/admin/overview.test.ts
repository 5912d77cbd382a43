import { beforeAll, describe, expect, it } from "vitest";
import { forgetJob } from "@/lib/admin/forget-job";
import { readOverview } from "@/lib/admin/read-overview";
import { readWaitingList } from "@/lib/admin/read-waiting-list";
import { resendMail } from "@/lib/admin/resend-mail";
import { resolveAlarm } from "@/lib/admin/resolve-alarm";
import { retryEvent } from "@/lib/admin/retry-event";
import { wakeJob } from "@/lib/admin/wake-job";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { noteFailure, noteSuccess } from "@/lib/jobs/failures";
import { deliver } from "@/lib/notifications/deliver";
import { resumeMail } from "@/lib/notifications/mail-feedback/resume-mail";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { readDelivery, tell } from "@/tests/factories/deliveries";
import { makeOperator, makePayer, makePerson, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { runJob } from "@/workers/run-job";
import { asOwner } from "../operations/as-owner";

closeAfterwards();
const outside = openOutside();

let operator: Person;
beforeAll(async () => {
  operator = await makeOperator();
});
const see = () => runVerb(readOverview, operator.scope, {});
const auditOf = (verb: string, target: string) =>
  asWorker((tx) => tx.auditEntry.count({ where: { verb, target } }));

describe("looking at the installation", () => {
  it("is written down each time, with who looked", async () => {
    await see();
    await see();
    const looks = await asWorker((tx) =>
      tx.auditEntry.findMany({ where: { verb: "admin.read-overview" } }),
    );
    expect(looks.length).toBeGreaterThanOrEqual(2);
    expect(new Set(looks.map(({ actorId }) => actorId))).toEqual(new Set([operator.userId]));
  });

  it("is refused to an owner of a team, without a trace of having read", async () => {
    const owner = await makePerson();
    await expect(runVerb(readOverview, owner.scope, {})).rejects.toMatchObject({
      reason: "operators-only",
    });
    await expect(runVerb(readWaitingList, owner.scope, {})).rejects.toMatchObject({
      reason: "operators-only",
    });
  });

  it("shows the last reconciles and who waits for a tier", async () => {
    const now = clock.now();
    await asWorker((tx) =>
      tx.billingReconcile.createMany({
        data: [{ id: "rec_one", startedAt: now, endedAt: now, customers: 4, drift: 1 }],
      }),
    );
    await asAccounts((tx) =>
      tx.waitingEntry.createMany({
        data: [{ email: "later@example.com", tier: "enterprise", locale: "zh", at: now }],
      }),
    );
    expect((await see()).reconciles).toMatchObject([{ customers: 4, drift: 1, unreadable: 0 }]);
    expect(await runVerb(readWaitingList, operator.scope, {})).toMatchObject({
      count: 1,
      entries: [{ email: "later@example.com", tier: "enterprise" }],
    });
  });
});

describe("mail that did not arrive", () => {
  it("is listed with its cause, and arrives once the person takes mail again and it is sent anew", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    await outside().breakMail({ kind: "reject-550", to: owner.email, times: 1 });
    await deliver(id);
    const listed = (await see()).mails.find((mail) => mail.id === id);
    expect(listed).toMatchObject({ state: "dead", email: owner.email, type: "deployment.lost" });
    expect(listed?.failure).toContain("550");
    await runVerb(resumeMail, owner.scope, {});
    await runVerb(resendMail, operator.scope, { deliveryId: id });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", attempt: 1, repeated: false });
    expect((await see()).mails.map((mail) => mail.id)).not.toContain(id);
    expect(await auditOf("admin.resend-mail", id)).toBe(1);
  });

  it("says that it may be a second one where nobody knows about the first", async () => {
    const owner = await makePerson();
    const { id } = await tell(owner, "key.added");
    await asWorker((tx) =>
      tx.delivery.updateMany({ where: { id }, data: { state: "uncertain", endedAt: clock.now() } }),
    );
    await runVerb(resendMail, operator.scope, { deliveryId: id });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", repeated: true });
  });

  it("is not sent twice by two clicks, nor when it has arrived", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    const { scope } = operator;
    await expect(runVerb(resendMail, scope, { deliveryId: id })).rejects.toMatchObject({
      reason: "mail-not-undelivered",
    });
    await asWorker((tx) => tx.delivery.updateMany({ where: { id }, data: { state: "dead" } }));
    const clicks = await Promise.allSettled(
      [1, 2, 3].map(() => runVerb(resendMail, scope, { deliveryId: id })),
    );
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await deliver(id);
    expect(await outside().mailsTo(owner.email)).toHaveLength(1);
  });
});

describe("an event of the payment service that was put aside", () => {
  it("is listed, and waits again from the beginning once it is retried", async () => {
    const now = clock.now();
    const row = {
      id: "evt_parked",
      type: "invoice.paid",
      livemode: false,
      customerId: "cus_1",
      objectId: "in_1",
      state: "parked",
      attempt: 9,
      failure: "no such customer",
      runAfter: now,
      createdAt: now,
      receivedAt: now,
      endedAt: now,
    };
    await asWorker((tx) => tx.stripeEvent.createMany({ data: [row] }));
    expect((await see()).events).toMatchObject([{ id: "evt_parked", attempts: 9 }]);
    const { scope } = operator;
    await runVerb(retryEvent, scope, { eventId: "evt_parked" });
    expect(
      await asWorker((tx) => tx.stripeEvent.findUnique({ where: { id: row.id } })),
    ).toMatchObject({ state: "waiting", attempt: 0, endedAt: null });
    await expect(runVerb(retryEvent, scope, { eventId: "evt_parked" })).rejects.toMatchObject({
      reason: "event-not-parked",
    });
    expect(await auditOf("admin.retry-event", "evt_parked")).toBe(1);
  });
});

describe("an alarm about money", () => {
  it("is listed with its team until somebody resolves it, once", async () => {
    const owner = await makePerson();
    await asWorker((tx) =>
      tx.billingAlarm.createMany({
        data: [
          {
            id: "ala_one",
            kind: "second-subscription",
            subject: "sub_2",
            aboutTeam: owner.scope.team.id,
            details: { first: "sub_1" },
            at: clock.now(),
          },
        ],
      }),
    );
    expect((await see()).alarms).toMatchObject([
      { kind: "second-subscription", team: { name: "Ada" }, facts: { first: "sub_1" } },
    ]);
    const { scope } = operator;
    await runVerb(resolveAlarm, scope, { alarmId: "ala_one" });
    expect((await see()).alarmCount).toBe(0);
    await expect(runVerb(resolveAlarm, scope, { alarmId: "ala_one" })).rejects.toMatchObject({
      reason: "alarm-not-open",
    });
  });
});

describe("a job that failed", () => {
  const run = { job: "volumes.run", payload: { volumeId: "vol_1" } } as const;
  const listed = { job: run.job, payload: JSON.stringify(run.payload) };

  it("is listed with how often and why, until it succeeds", async () => {
    await noteFailure(run, new Error("no answer"), clock.now());
    await noteFailure(run, new Error("still no answer"), clock.now());
    await noteSuccess({ job: run.job, payload: { volumeId: "vol_2" } });
    expect((await see()).jobs).toMatchObject([
      { ...listed, failures: 2, failure: "still no answer" },
    ]);
    await noteSuccess(run);
    expect((await see()).jobCount).toBe(0);
  });

  it("is written down by the worker that ran it, and taken off by the one that succeeded", async () => {
    const { signal } = new AbortController();
    await asOwner((owner) => owner.query("ALTER TABLE price_alert RENAME TO price_alert_away"));
    await runJob("alerts.check", {}, signal);
    await asOwner((owner) => owner.query("ALTER TABLE price_alert_away RENAME TO price_alert"));
    expect((await see()).jobs).toMatchObject([{ job: "alerts.check", payload: "{}", failures: 1 }]);
    await runJob("alerts.check", {}, signal);
    expect((await see()).jobs).toEqual([]);
  });

  it("can be woken again or taken off the list, but only while it is on it", async () => {
    const { scope } = operator;
    await noteFailure(run, "broken", clock.now());
    expect(await runVerb(wakeJob, scope, listed)).toEqual({ job: run.job });
    await runVerb(forgetJob, scope, listed);
    for (const verb of [wakeJob, forgetJob]) {
      await expect(runVerb(verb, scope, listed)).rejects.toMatchObject({
        reason: "job-not-failed",
      });
    }
  });

  it("of another release is not woken, and can be taken off", async () => {
    const { scope } = operator;
    const old = { job: "gone.job", payload: "{}" };
    await asOwner((owner) =>
      owner.query(
        `INSERT INTO job_failure (job, payload, failure, first_failed_at, last_failed_at)
         VALUES ('gone.job', '{}', 'x', $1, $1)`,
        [clock.now()],
      ),
    );
    await expect(runVerb(wakeJob, scope, old)).rejects.toMatchObject({ code: "conflict" });
    await runVerb(forgetJob, scope, old);
  });
});
