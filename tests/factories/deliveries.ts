import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { fanOut } from "@/lib/notifications/fan-out";
import type { Person } from "@/tests/factories/people";

/** One kind that is sent again when in doubt, and one that is not. */
export type ToldType = "deployment.lost" | "key.added";

/** Something happened in a person's team. */
export async function happen({ scope }: Person, type: ToldType, name = "llama"): Promise<void> {
  const facts = { teamId: scope.team.id, at: clock.now() };
  await asWorker((tx) =>
    type === "key.added"
      ? recordEvent(tx, { ...facts, type, data: { providerId: "runpod", lastFour: "abcd" } })
      : recordEvent(tx, { ...facts, type, data: { name, providerId: "runpod" } }),
  );
}

/** The deliveries to a person of one kind of event, oldest first. */
export function deliveriesOf({ userId }: Pick<Person, "userId">, type: string) {
  return asWorker((tx) =>
    tx.delivery.findMany({ where: { userId, event: { type } }, orderBy: { createdAt: "asc" } }),
  );
}

/** Fans out and answers the newest delivery to a person of one kind of event. */
export async function fannedOut(person: Person, type: string) {
  await fanOut(clock.now());
  const row = (await deliveriesOf(person, type)).at(-1);
  if (!row) throw new Error("nothing was fanned out");
  return row;
}

/** One event of a kind, as a delivery to its person that nobody tried yet. */
export async function tell(person: Person, type: ToldType, name = "llama") {
  await happen(person, type, name);
  return fannedOut(person, type);
}

export function readDelivery(id: string) {
  return asWorker((tx) => tx.delivery.findUniqueOrThrow({ where: { id } }));
}

/** As if the worker had been killed while it was sending. */
export async function abandon(id: string): Promise<void> {
  await asWorker((tx) =>
    tx.delivery.updateMany({
      where: { id },
      data: { state: "sending", leaseUntil: new Date(0), fence: { increment: 1 }, attempt: 1 },
    }),
  );
}
