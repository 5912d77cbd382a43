import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { sealAddress } from "@/lib/notifications/kept/seal-address";

export interface ChannelFacts {
  /** Null: the team's. */
  readonly userId: string | null;
  readonly kind?: string;
  readonly state?: "active" | "pending";
}

/** A channel of a person or of the team. */
export async function makeChannel(teamId: string, facts: ChannelFacts) {
  const id = newId("nch");
  const { userId, kind = "telegram", state = "active" } = facts;
  await asWorker((tx) =>
    tx.notificationChannel.create({
      data: {
        id,
        teamId,
        userId,
        kind,
        name: "Place",
        shown: "Place",
        locale: "en",
        fingerprint: id,
        ...sealAddress("1", { id, teamId }),
        state,
        createdBy: userId ?? "usr_none",
        createdAt: clock.now(),
      },
    }),
  );
  return { channelId: id };
}

async function makeEvent(teamId: string): Promise<string> {
  const dedupeKey = newId("evt");
  const data = { name: "llama", providerId: "runpod" };
  await asWorker((tx) =>
    recordEvent(tx, { type: "deployment.lost", teamId, data, at: clock.now(), dedupeKey }),
  );
  const { id } = await asWorker((tx) => tx.event.findUniqueOrThrow({ where: { dedupeKey } }));
  return id;
}

/** A critical event that waits to be acknowledged. */
export async function makeNotice(teamId: string): Promise<string> {
  const eventId = await makeEvent(teamId);
  const data = { eventId, teamId, createdAt: clock.now() };
  await asWorker((tx) => tx.escalation.create({ data }));
  return eventId;
}

/** A message to a person that was given up. */
export async function makeDeadDelivery(teamId: string, userId: string): Promise<string> {
  const now = clock.now();
  const row = { id: newId("dlv"), teamId, userId, eventId: await makeEvent(teamId) };
  await asWorker((tx) =>
    tx.delivery.create({
      data: { ...row, channel: "email", state: "dead", runAfter: now, createdAt: now },
    }),
  );
  return row.id;
}

/** This installation has a bot. */
export async function makeBot(): Promise<void> {
  const username = "computehub_bot";
  await asWorker((tx) =>
    tx.telegramBot.upsert({ where: { id: 1 }, create: { id: 1, username }, update: { username } }),
  );
}
