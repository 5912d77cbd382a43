import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { noteFailure } from "@/lib/jobs/failures";
import type { Player } from "./cast";

/** A telling that did not arrive, in somebody's team. */
export async function makeDeadMail(teamId: string, { userId }: Player): Promise<string> {
  const [id, eventId, now] = [newId("dlv"), newId("evt"), clock.now()];
  await asWorker(async (tx) => {
    await tx.event.createMany({
      data: [{ id: eventId, teamId, type: "key.added", data: {}, dedupeKey: eventId, at: now }],
    });
    const row = { id, teamId, eventId, userId, channel: "email", state: "dead" };
    await tx.delivery.createMany({ data: [{ ...row, runAfter: now, createdAt: now }] });
  });
  return id;
}

/** An event of the payment service that was put aside. */
export async function makeParkedEvent(): Promise<string> {
  const [id, now] = [newId("evt"), clock.now()];
  const row = { id, type: "invoice.paid", livemode: false, state: "parked" };
  await asWorker((tx) =>
    tx.stripeEvent.createMany({
      data: [{ ...row, runAfter: now, createdAt: now, receivedAt: now }],
    }),
  );
  return id;
}

/** An alarm about money that nobody has resolved. */
export async function makeAlarm(): Promise<string> {
  const id = newId("req");
  const row = { id, kind: "unknown-price", subject: id, details: {}, at: clock.now() };
  await asWorker((tx) => tx.billingAlarm.createMany({ data: [row] }));
  return id;
}

/** A job that failed, as it is listed. */
export async function makeFailedJob() {
  const payload = { volumeId: newId("vol") };
  await noteFailure({ job: "volumes.run", payload }, "no answer", clock.now());
  return { job: "volumes.run", payload: JSON.stringify(payload) };
}
