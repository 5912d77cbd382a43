import { setTimeout as wait } from "node:timers/promises";
import { createTransport } from "nodemailer";
import pg from "pg";
import { asWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { type EventFacts, recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { telegram, within } from "@/lib/notifications/channels/telegram/client";
import { fingerprintOf, sealAddress } from "@/lib/notifications/kept/seal-address";
import { makeTeam } from "./engine-team";
import { residentMb } from "./resident-mb";

const MAILS = 2_000;
const CHATS = 200;
const A_CHAT = 3;
const SIDE_BY_SIDE = 10;
const LOOK_MS = 100;
const LIMIT_MS = 240_000;
const FIRST_CHAT = 900_000;

const workerPid = Number(process.env.WORKER_PID);
const held: number[] = [];
const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
await owner.query(
  "INSERT INTO installation (id, world, created_at) VALUES ('ins_benchinstallation000', 'sandbox', now()) ON CONFLICT DO NOTHING",
);
const { scope } = await makeTeam("sandbox-runpod-bench-notifications");
const teamId = scope.team.id;
const userId = scope.actor.kind === "user" ? scope.actor.userId : "";
await owner.query("UPDATE app_user SET email_verified_at = now() WHERE id = $1", [userId]);
await owner.query(
  `INSERT INTO subscription (id, team_id, customer_id, status, tier, interval, seats, currency,
     started_at, period_ends_at, read_at)
   VALUES ('sub_bench', $1, 'cus_bench', 'active', 'pro', 'month', 5, 'usd', now(),
     now() + interval '30 days', now())`,
  [teamId],
);

const restMb = await residentMb(workerPid);
await happen("key.added", MAILS);
const mailMs = await untilSent("e.type = 'key.added'", MAILS);
const bareMails = await looped(MAILS, bareMail());

await openChats();
await happen("deployment.lost", A_CHAT);
const messages = CHATS * A_CHAT;
const messageMs = await untilSent("e.type = 'deployment.lost' AND d.channel <> 'email'", messages);
const bareMessages = await looped(messages, (index) =>
  telegram().callApi(
    "sendMessage",
    { chat_id: FIRST_CHAT + (index % CHATS), text: "bench" },
    within(),
  ),
);
console.log(
  JSON.stringify({
    mails: MAILS,
    mailsPerSecond: (MAILS / mailMs) * 1_000,
    bareMailsPerSecond: bareMails,
    messages,
    chats: CHATS,
    messagesPerSecond: (messages / messageMs) * 1_000,
    bareMessagesPerSecond: bareMessages,
    restMb,
    peakMb: Math.max(...held),
  }),
);
process.exit(0);

/** So many events at one moment, and the worker woken. */
async function happen(type: "key.added" | "deployment.lost", count: number): Promise<void> {
  const facts = { teamId, at: new Date() };
  const one: EventFacts<"key.added"> | EventFacts<"deployment.lost"> =
    type === "key.added"
      ? { ...facts, type, data: { providerId: "runpod", lastFour: "abcd" } }
      : { ...facts, type, data: { name: "llama", providerId: "runpod" } };
  await asWorker(async (tx) => {
    for (let index = 0; index < count; index += 1) await recordEvent(tx, one);
  });
  await enqueue("notifications.fan-out", {});
}

async function untilSent(which: string, count: number): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < LIMIT_MS) {
    const { rows } = await owner.query(
      `SELECT count(*)::int AS sent FROM delivery d JOIN event e ON e.id = d.event_id
       WHERE d.state = 'sent' AND ${which}`,
    );
    held.push(await residentMb(workerPid));
    if (rows[0].sent >= count) return performance.now() - began;
    await wait(LOOK_MS);
  }
  throw new Error(`not all were sent: ${which}`);
}

/** Calls a second that a loop makes, as many side by side as the worker. */
async function looped(count: number, one: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      await one(next - 1);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return (count / (performance.now() - began)) * 1_000;
}

/** As the product sends: a connection of its own for each mail. */
function bareMail(): (index: number) => Promise<unknown> {
  const { hostname: host, port } = new URL(env.SMTP_URL ?? "");
  return async (index) => {
    const transport = createTransport({ host, port: Number(port), ignoreTLS: true });
    const mail = { from: env.MAIL_FROM, to: `bare${index}@example.test`, subject: "bench" };
    await transport.sendMail({ ...mail, text: "A plain text.", html: "<p>A plain text.</p>" });
    transport.close();
  };
}

/** Chats that know the bot, each a channel of the one person. */
async function openChats(): Promise<void> {
  const chats = Array.from({ length: CHATS }, (_, index) => String(FIRST_CHAT + index));
  for (const chatId of chats) {
    await fetch(`${env.SANDBOX_URL}/control/telegram/write`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ chatId: Number(chatId), text: "hello" }),
    });
  }
  await asWorker((tx) =>
    tx.notificationChannel.createMany({
      data: chats.map((chatId) => {
        const id = newId("nch");
        const fingerprint = fingerprintOf("telegram", chatId);
        const facts = { teamId, userId, kind: "telegram", name: chatId, shown: chatId };
        const made = { locale: "en", state: "active", createdBy: userId, createdAt: new Date() };
        return { id, ...facts, ...made, fingerprint, ...sealAddress(chatId, { id, teamId }) };
      }),
    }),
  );
  await untilAnswered();
}

/** The bot has told every chat what it can do; nothing else is on its way. */
async function untilAnswered(): Promise<void> {
  for (let looks = 0; looks * LOOK_MS < LIMIT_MS; looks += 1) {
    const answer = await fetch(`${env.SANDBOX_URL}/control/telegram/calls`);
    const calls: unknown = await answer.json();
    const sent = Array.isArray(calls) ? calls.filter(({ method }) => method === "sendMessage") : [];
    if (sent.length >= CHATS) return;
    await wait(LOOK_MS);
  }
  throw new Error("the bot answers nobody");
}
