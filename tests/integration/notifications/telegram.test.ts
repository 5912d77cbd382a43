import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { askTelegramLink } from "@/lib/notifications/telegram-bot/ask-link";
import { poll } from "@/lib/notifications/telegram-bot/poll";
import { takeInWebhook } from "@/lib/notifications/telegram-bot/take-in-update";
import { webhookSecret } from "@/lib/notifications/telegram-bot/webhook-secret";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, happen, readDelivery } from "@/tests/factories/deliveries";
import { makePayer, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import {
  callsOf,
  linkTelegram,
  messagesIn,
  newChat,
  pressIn,
  writeToBot,
} from "@/tests/factories/telegram";

closeAfterwards();
const outside = openOutside();

async function linked() {
  const person = await makePayer();
  const chatId = newChat();
  const channelId = await linkTelegram(outside(), person, chatId);
  await fanOut(clock.now());
  for (const { id } of await findDueDeliveries(clock.now())) await deliver(id);
  return { person, chatId, channelId };
}

/** The delivery of one event to a person's Telegram. */
async function toldThere(person: Person, channelId: string, type: "deployment.lost" | "key.added") {
  await happen(person, type, "llama-2 (a) `b` \\c");
  await fanOut(clock.now());
  const row = (await deliveriesOf(person, type)).findLast(({ channel }) => channel === channelId);
  if (!row) throw new Error("nothing goes there");
  return row.id;
}

const dueAt = async (now: Date) => (await findDueDeliveries(now)).map(({ id }) => id);

const readChannel = (id: string) =>
  asWorker((tx) => tx.notificationChannel.findUniqueOrThrow({ where: { id } }));

describe("linking a chat", () => {
  it("tells nobody anything before the person has confirmed it, and then says that it works", async () => {
    const { chatId, channelId } = await linked();
    const texts = (await messagesIn(outside(), chatId)).map(({ text }) => text);
    expect(texts[1]).toContain("confirm there that this chat is yours");
    expect(texts.at(-1)).toContain("This channel works");
    expect(await readChannel(channelId)).toMatchObject({ state: "active", shown: "Ada @ada" });
  });

  it("works once, for ten minutes, and for nobody who guesses", async () => {
    const person = await makePayer();
    await linkTelegram(outside(), person, newChat());
    const { url } = await runVerb(askTelegramLink, person.scope, {});
    const token = new URL(url).searchParams.get("start") ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    const kept = await asWorker((tx) => tx.telegramLink.findMany({ where: { usedAt: null } }));
    expect(JSON.stringify(kept)).not.toContain(token);
    await writeToBot(outside(), newChat(), `/start ${token}`);
    const again = await writeToBot(outside(), newChat(), `/start ${token}`);
    expect(again).toContain("used up");
    const late = await runVerb(askTelegramLink, person.scope, {});
    await asWorker((tx) =>
      tx.telegramLink.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(0) } }),
    );
    const lateToken = new URL(late.url).searchParams.get("start") ?? "";
    expect(await writeToBot(outside(), newChat(), `/start ${lateToken}`)).toContain("used up");
    expect(await writeToBot(outside(), newChat(), `/start ${"a".repeat(43)}`)).toContain("used up");
  });
});

describe("telling by Telegram", () => {
  it("shows names as they are, whatever signs are in them", async () => {
    const { person, chatId, channelId } = await linked();
    const id = await toldThere(person, channelId, "deployment.lost");
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", attempt: 1 });
    const message = (await messagesIn(outside(), chatId)).at(-1);
    expect(message).toMatchObject({ parseMode: "MarkdownV2" });
    expect(message?.text.replace(/\\(.)/g, "$1")).toContain("llama-2 (a) `b` \\c is gone");
    expect(message?.buttons[0]?.callback_data).toMatch(/^acknowledge:evt_/);
  });

  it("waits as long as it is told to, in that chat alone", async () => {
    const [slow, other] = [await linked(), await linked()];
    await outside().control("telegram/faults", {
      kind: "rate-limited",
      chatId: slow.chatId,
      retryAfterS: 3_600,
    });
    const [first, second, elsewhere] = [
      await toldThere(slow.person, slow.channelId, "deployment.lost"),
      await toldThere(slow.person, slow.channelId, "deployment.lost"),
      await toldThere(other.person, other.channelId, "deployment.lost"),
    ];
    await deliver(first);
    await deliver(second);
    await deliver(elsewhere);
    const held = await readDelivery(first);
    expect(held).toMatchObject({ state: "retry" });
    expect(held.runAfter.getTime() - clock.now().getTime()).toBeGreaterThan(3_500_000);
    expect(await readDelivery(second)).toMatchObject({ state: "queued", attempt: 0 });
    expect(await readDelivery(elsewhere)).toMatchObject({ state: "sent" });
    expect(await dueAt(clock.now())).not.toContain(second);
  });

  it("comes once a second in one chat, and meanwhile in every other; what must wait is not tried", async () => {
    const [busy, other] = [await linked(), await linked()];
    const ids: string[] = [];
    for (const _ of [1, 2, 3, 4]) {
      ids.push(await toldThere(busy.person, busy.channelId, "deployment.lost"));
    }
    const elsewhere = await toldThere(other.person, other.channelId, "deployment.lost");
    const begun = clock.now();
    await Promise.all([...ids, elsewhere].map(deliver));
    const rows = await Promise.all(ids.map(readDelivery));
    const waiting = rows.filter(({ state }) => state === "queued");
    expect(waiting.length).toBeGreaterThanOrEqual(2);
    for (const row of waiting) expect(row).toMatchObject({ attempt: 0, failure: null });
    expect(await readDelivery(elsewhere)).toMatchObject({ state: "sent" });
    const turnMs = Math.max(...waiting.map(({ runAfter }) => runAfter.getTime()));
    expect(turnMs - begun.getTime()).toBeGreaterThan(1_000);
    const waitingIds = waiting.map(({ id }) => id);
    expect(await dueAt(new Date(turnMs))).toEqual(expect.arrayContaining(waitingIds));
    const before = await dueAt(new Date(turnMs - 1));
    expect(before.filter((id) => waitingIds.includes(id))).toEqual([]);
    for (const { id } of waiting) {
      await expect
        .poll(
          async () => {
            await deliver(id);
            return (await readDelivery(id)).state;
          },
          { interval: 200 },
        )
        .toBe("sent");
    }
    const sent = (await callsOf(outside(), busy.chatId)).slice(-4).map(({ atMs }) => atMs);
    const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(900);
  });

  it("leaves room for everything else, however much is to be told there", async () => {
    const { person, channelId } = await linked();
    for (let count = 0; count < 120; count += 1) await happen(person, "deployment.lost");
    await fanOut(clock.now());
    const rows = await deliveriesOf(person, "deployment.lost");
    const there = new Set(rows.filter(({ channel }) => channel === channelId).map(({ id }) => id));
    const elsewhere = rows.filter(({ channel }) => channel !== channelId).map(({ id }) => id);
    expect(there.size).toBe(120);
    const due = await dueAt(clock.now());
    expect(due).toEqual(expect.arrayContaining(elsewhere));
    expect(due.filter((id) => there.has(id)).length).toBeLessThanOrEqual(100);
    await asWorker((tx) => tx.delivery.deleteMany({ where: { userId: person.userId } }));
  });

  it("ends where the bot was blocked, and says so by mail", async () => {
    const { person, chatId, channelId } = await linked();
    await outside().control("telegram/faults", { kind: "blocked", chatId });
    const id = await toldThere(person, channelId, "deployment.lost");
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "dead" });
    expect(await readChannel(channelId)).toMatchObject({
      state: "disabled",
      stateReason: "blocked",
    });
    await fanOut(clock.now());
    for (const due of await findDueDeliveries(clock.now())) await deliver(due.id);
    const subjects = (await outside().mailsTo(person.email)).map(({ subject }) => subject);
    expect(subjects).toContain("Nothing is told in Ada @ada any more");
  });

  it("comes plain where its marks are refused, and follows a chat that moved", async () => {
    const { person, chatId, channelId } = await linked();
    await outside().control("telegram/faults", { kind: "unparsable", chatId });
    await deliver(await toldThere(person, channelId, "deployment.lost"));
    expect((await messagesIn(outside(), chatId)).at(-1)).toMatchObject({ parseMode: null });
    const movedTo = newChat();
    await outside().control("telegram/faults", { kind: "moved", chatId, movedTo });
    for (const _ of [1, 2]) await deliver(await toldThere(person, channelId, "deployment.lost"));
    expect(await messagesIn(outside(), movedTo)).toHaveLength(2);
  });

  it("is uncertain when the answer is lost, and a lost machine is told once more", async () => {
    const { person, chatId, channelId } = await linked();
    const before = (await messagesIn(outside(), chatId)).length;
    await outside().control("telegram/faults", { kind: "answer-lost", chatId });
    const id = await toldThere(person, channelId, "deployment.lost");
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "retry", repeated: true });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", repeated: true });
    const told = (await messagesIn(outside(), chatId)).slice(before);
    expect(told).toHaveLength(2);
    expect(told[1]?.text).toContain("Sent a second time");
  });
});

describe("writing to the bot", () => {
  it("answers what runs, is silent for a while, and stops for good", async () => {
    const { person, chatId, channelId } = await linked();
    expect(await writeToBot(outside(), chatId, "/status")).toContain("nothing is running");
    expect(await writeToBot(outside(), chatId, "/mute 1h")).toContain("60 minutes");
    const id = await toldThere(person, channelId, "deployment.lost");
    expect(await readDelivery(id)).toMatchObject({ held: "quiet" });
    expect(await writeToBot(outside(), chatId, "/stop")).toContain("Nothing is told here");
    expect(await readChannel(channelId)).toMatchObject({ stateReason: "stopped" });
    expect(await writeToBot(outside(), chatId, "/status")).toContain("not linked");
  });

  it("acknowledges once, however often a press is told, and not for a stranger's chat", async () => {
    const { person, chatId, channelId } = await linked();
    await deliver(await toldThere(person, channelId, "deployment.lost"));
    const message = (await messagesIn(outside(), chatId)).at(-1);
    const data = message?.buttons[0]?.callback_data ?? "";
    await outside().control("telegram/faults", { kind: "repeat-update" });
    expect(await pressIn(outside(), message?.id ?? 0, data)).toContain("you are on it");
    const eventId = data.split(":")[1] ?? "";
    const row = await asWorker((tx) => tx.escalation.findUniqueOrThrow({ where: { eventId } }));
    expect(row).toMatchObject({ acknowledgedBy: person.userId });
    const audits = await asWorker((tx) =>
      tx.auditEntry.count({ where: { verb: "channels.acknowledge", target: eventId } }),
    );
    expect(audits).toBe(1);
  });

  it("is asked for by exactly one process", async () => {
    const turns = await Promise.all(
      ["a", "b", "c"].map((one) => poll(one, AbortSignal.timeout(20_000))),
    );
    expect(turns.filter(Boolean)).toHaveLength(0);
  });

  it("comes through the webhook with its secret alone, and once", async () => {
    const update = JSON.stringify({ update_id: 1, message: null });
    expect(await takeInWebhook(update, "")).toBe("refused");
    expect(await takeInWebhook(update, "x".repeat(43))).toBe("refused");
    expect(await takeInWebhook("{", webhookSecret())).toBe("malformed");
    expect(await takeInWebhook(update, webhookSecret())).toBe("taken");
    const rows = await asWorker((tx) => tx.telegramUpdate.findMany({ where: { updateId: 1n } }));
    expect(rows[0]?.handledAt).not.toBeNull();
  });
});
