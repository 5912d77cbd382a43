import { fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { deliver } from "@/lib/notifications/deliver";
import { deliveryPoints } from "@/lib/notifications/delivery-points";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { gatherHeld } from "@/lib/notifications/gather-held";
import { addChannel } from "@/lib/notifications/kept/add-channel";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, readDelivery } from "@/tests/factories/deliveries";
import { makePayer, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { linkTelegram, messagesIn, newChat } from "@/tests/factories/telegram";
import { fileOf } from "@/tests/setup/bundle";

closeAfterwards();
const outside = openOutside();
const types = ["deployment.lost", "deployment.failed"] as const;
type Type = (typeof types)[number];
const moments = ["before", "after"] as const;
let names = 0;

/** Runs a worker that dies at a place; answers the signal it ended by. */
async function dieAt(place: string, deliveryId?: string): Promise<string> {
  const doomed = fileOf("tests/integration/notifications/doomed.ts");
  const child = fork(doomed, deliveryId ? [deliveryId] : [], {
    env: { ...process.env, CRASH_AT: `delivery.${place}` },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [code, signal]: unknown[] = await once(child, "exit");
  return String(signal ?? code);
}

/** Another worker, once the lease of the dead one has run out, until nothing is due. */
async function carryOn(ids: readonly string[]): Promise<void> {
  await asWorker((tx) =>
    tx.delivery.updateMany({
      where: { id: { in: [...ids] }, state: "sending" },
      data: { leaseUntil: new Date(0) },
    }),
  );
  for (let turn = 0; turn < 3; turn += 1) {
    await findDueDeliveries(clock.now());
    await asWorker((tx) =>
      tx.delivery.updateMany({
        where: { id: { in: [...ids] }, state: "retry" },
        data: { runAfter: new Date(0) },
      }),
    );
    for (const id of ids) await deliver(id);
  }
}

interface Place {
  readonly what: "mail" | "telegram" | "webhook";
  readonly channel: string;
  readonly name: string;
  /** How many messages of a name stand there. */
  count(name: string): Promise<number>;
}

const posts = z.array(z.object({ text: z.string() }));

async function placesOf(person: Person): Promise<Place[]> {
  const chatId = newChat();
  const telegram = await linkTelegram(outside(), person, chatId);
  const name = `crash${++names}`;
  const address = `http://receivers.sandbox.test/receivers/${name}`;
  const added = await runVerb(addChannel, person.scope, { kind: "webhook", name, address });
  const has = (text: string, wanted: string) => text.includes(wanted);
  return [
    {
      what: "mail",
      channel: "email",
      name: "mail",
      count: async (wanted) =>
        (await outside().mailsTo(person.email)).filter(({ subject }) => has(subject, wanted))
          .length,
    },
    {
      what: "telegram",
      channel: telegram,
      name: "telegram",
      count: async (wanted) =>
        (await messagesIn(outside(), chatId)).filter(({ text }) => has(text, wanted)).length,
    },
    {
      what: "webhook",
      channel: added.id,
      name: "webhook",
      count: async (wanted) =>
        posts
          .parse(await outside().read(`receivers?path=${name}`))
          .filter(({ text }) => has(text, wanted)).length,
    },
  ];
}

async function happened(person: Person, type: Type, name: string): Promise<void> {
  const { id: teamId } = person.scope.team;
  const data = { name, providerId: "runpod" };
  await asWorker((tx) => recordEvent(tx, { type, teamId, data, at: clock.now() }));
}

/** The ways a row may end, by what arrived of it. */
async function expectHonest(id: string, arrived: number, isWebhook: boolean): Promise<void> {
  const row = await readDelivery(id);
  expect(["sent", "uncertain"]).toContain(row.state);
  const isMarked = row.state === "uncertain" || row.repeated;
  if (!isMarked) expect(arrived).toBe(1);
  expect(arrived).toBeLessThanOrEqual(2);
  // Whatever is critical, and whatever receivers can tell a repeat of, arrives for certain.
  if (isWebhook || row.state === "sent") expect(arrived).toBeGreaterThanOrEqual(1);
}

describe("a worker that dies while it tells", () => {
  const steps = deliveryPoints.filter((point) => point !== "fan-out" && point !== "gather");

  it.each(steps.flatMap((step) => moments.map((moment) => `${step}:${moment}`)))(
    "at %s loses nothing, and nothing comes twice that does not say so",
    async (place) => {
      const person = await makePayer();
      const places = await placesOf(person);
      await Promise.all(types.map((type) => happened(person, type, `m${type.length}x`)));
      await fanOut(clock.now());
      const tried = await Promise.all(
        places.flatMap(({ what, channel, count }) =>
          types.map(async (type) => {
            const whose = channel === "email" || what === "telegram" ? person.userId : channel;
            const rows = await deliveriesOf({ userId: whose }, type);
            const id = rows.find((row) => row.channel === channel)?.id ?? "";
            return { what, type, id, count, ended: await dieAt(place, id) };
          }),
        ),
      );
      expect(tried.map(({ ended }) => ended)).toEqual(tried.map(() => "SIGKILL"));
      await carryOn(tried.map(({ id }) => id));
      for (const { what, type, id, count } of tried) {
        await expectHonest(id, await count(`m${type.length}x`), what === "webhook");
        if (type === "deployment.lost") {
          expect(await readDelivery(id)).toMatchObject({ state: "sent" });
        }
      }
    },
  );

  it.each(
    (["fan-out", "gather"] as const).flatMap((step) =>
      moments.map((moment) => `${step}:${moment}`),
    ),
  )("at %s tells everybody once", async (place) => {
    const person = await makePayer();
    await happened(person, "deployment.lost", "once");
    expect(await dieAt(place)).toBe("SIGKILL");
    await fanOut(clock.now());
    await gatherHeld(clock.now());
    const rows = await deliveriesOf(person, "deployment.lost");
    expect(rows).toHaveLength(1);
    await carryOn(rows.map(({ id }) => id));
    const mails = await outside().mailsTo(person.email);
    expect(mails.filter(({ subject }) => subject === "once is gone")).toHaveLength(1);
  });
});
