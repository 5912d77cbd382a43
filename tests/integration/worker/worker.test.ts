import { afterEach, describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { closeAfterwards } from "@/tests/factories/close";
import { openLine } from "@/tests/factories/database-line";
import { deliveriesOf, happen, readDelivery, type ToldType } from "@/tests/factories/deliveries";
import { makePayer, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { runWorker, type WorkerProcess } from "@/tests/factories/worker-process";
import { asOwner } from "@/tests/integration/operations/as-owner";

closeAfterwards();
const outside = openOutside();

const WAIT = { interval: 50 };
const running: WorkerProcess[] = [];
const startWorker = async () => {
  const worker = await runWorker();
  running.push(worker);
  return worker;
};
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.kill();
});

/** The one delivery of a kind to a person, once there is one in that state. */
async function reaches(person: Person, type: ToldType, state: string) {
  const states = async () => (await deliveriesOf(person, type)).map((row) => row.state);
  await expect.poll(states, WAIT).toEqual([state]);
  const [row] = await deliveriesOf(person, type);
  return row?.id ?? "";
}

/** Kills the worker while the mail server already has the mail and has not answered. */
async function killWhileSending(type: ToldType) {
  const owner = await makePayer();
  await outside().breakMail({ kind: "delay", to: owner.email, ms: 20_000, times: 1 });
  const worker = await startWorker();
  await asWorker((tx) => tx.event.updateMany({ data: { fannedOutAt: new Date() } }));
  await happen(owner, type);
  const id = await reaches(owner, type, "sending");
  await expect.poll(async () => (await outside().mailsTo(owner.email)).length, WAIT).toBe(1);
  await worker.kill();
  expect((await readDelivery(id)).state).toBe("sending");
  await asWorker((tx) =>
    tx.delivery.updateMany({ where: { id }, data: { leaseUntil: new Date(0) } }),
  );
  return { owner, id };
}

describe("the worker", () => {
  it("killed while sending leaves the mail uncertain and does not send it again", async () => {
    const { owner } = await killWhileSending("key.added");
    await startWorker();
    await reaches(owner, "key.added", "uncertain");
    expect(await outside().mailsTo(owner.email)).toHaveLength(1);
  });

  it("killed while sending of a lost machine sends once more, and says so", async () => {
    const { owner, id } = await killWhileSending("deployment.lost");
    await startWorker();
    await reaches(owner, "deployment.lost", "sent");
    expect(await readDelivery(id)).toMatchObject({ repeated: true });
    const mails = await outside().mailsTo(owner.email);
    expect(mails).toHaveLength(2);
    expect(mails.filter(({ text }) => text.includes("second time"))).toHaveLength(1);
  });

  it("finds everything again after the whole queue was lost", async () => {
    const owner = await makePayer();
    await happen(owner, "deployment.lost");
    await asOwner((client) => client.query("DROP SCHEMA IF EXISTS bullmq CASCADE"));
    await startWorker();
    await reaches(owner, "deployment.lost", "sent");
  });

  it("beside a second one sends everything once", async () => {
    const owners = [await makePayer(), await makePayer(), await makePayer()];
    await Promise.all([startWorker(), startWorker()]);
    for (const owner of owners) await happen(owner, "deployment.lost");
    for (const owner of owners) {
      await reaches(owner, "deployment.lost", "sent");
      const lost = (await outside().mailsTo(owner.email)).filter(({ subject }) =>
        subject.includes("gone"),
      );
      expect(lost).toHaveLength(1);
    }
  });

  it("goes on after the database dropped every connection", async () => {
    const owner = await makePayer();
    await startWorker();
    await asOwner((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    await happen(owner, "deployment.lost").catch(() => happen(owner, "deployment.lost"));
    await reaches(owner, "deployment.lost", "sent");
  });

  it("waits for a database that comes up after it, and goes on once it was away", async () => {
    const owner = await makePayer();
    const line = await openLine();
    const starting = runWorker({ DATABASE_URL: line.url });
    await line.connectAfter(1_500);
    running.push(await starting);
    await happen(owner, "deployment.lost");
    await reaches(owner, "deployment.lost", "sent");
    line.cut();
    await happen(owner, "key.added");
    await line.connectAfter(500);
    await reaches(owner, "key.added", "sent");
    line.cut();
  });

  it("told to stop finishes what it is sending and ends well", async () => {
    const owner = await makePayer();
    await outside().breakMail({ kind: "delay", to: owner.email, ms: 1_500 });
    const worker = await startWorker();
    await asWorker((tx) => tx.event.updateMany({ data: { fannedOutAt: new Date() } }));
    await happen(owner, "key.added");
    await reaches(owner, "key.added", "sending");
    expect(await worker.stop()).toBe(0);
    await reaches(owner, "key.added", "sent");
  });
});
