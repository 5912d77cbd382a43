import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf } from "@/tests/factories/deliveries";
import { makePayer } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { linkTelegram, messagesIn, newChat, pressIn } from "@/tests/factories/telegram";
import { addOffer, runpodOffer } from "@/tests/integration/operations/rented-world";
import { makeMachine } from "@/tests/integration/tenancy/matrix/things";

closeAfterwards();
const outside = openOutside();
const held = { offerId: "" };

beforeAll(async () => {
  held.offerId = await addOffer(runpodOffer);
});

/** Somebody who was told on their phone that a machine of theirs is not well. */
async function toldOfIllness() {
  const person = await makePayer();
  const teamId = person.scope.team.id;
  const chatId = newChat();
  const channelId = await linkTelegram(outside(), person, chatId);
  const world = { sandboxUrl: outside().process.url, offerId: held.offerId };
  const { deploymentId } = await makeMachine(world, person.scope);
  const facts = { name: "llama", providerId: "runpod", fault: "app-down", scope: "machine" };
  const event = { type: "deployment.unhealthy", teamId, deploymentId, at: clock.now() } as const;
  await asWorker((tx) => recordEvent(tx, { ...event, data: facts }));
  await fanOut(clock.now());
  const rows = await deliveriesOf(person, "deployment.unhealthy");
  await deliver(rows.find(({ channel }) => channel === channelId)?.id ?? "");
  const message = (await messagesIn(outside(), chatId)).at(-1);
  return { person, chatId, deploymentId, messageId: message?.id ?? 0, buttons: message?.buttons };
}

const restarts = (deploymentId: string) =>
  asWorker((tx) =>
    tx.auditEntry.count({ where: { verb: "deployments.restart", target: deploymentId } }),
  );

/** Presses the button that restarts, and answers the question that comes. */
async function askToRestart({ chatId, deploymentId, messageId }: Told) {
  await pressIn(outside(), messageId, `restart:${deploymentId}`);
  const question = (await messagesIn(outside(), chatId)).at(-1);
  const [yes] = question?.buttons ?? [];
  return { id: question?.id ?? 0, text: question?.text ?? "", yes: yes?.callback_data ?? "" };
}
type Told = Awaited<ReturnType<typeof toldOfIllness>>;

describe("the button under a machine that is not well", () => {
  it("asks once more, by name, and then restarts it once, in the person's name", async () => {
    const told = await toldOfIllness();
    expect(told.buttons?.map(({ text }) => text)).toContain("Restart");
    const question = await askToRestart(told);
    expect(question.text).toContain("Restart");
    expect(await restarts(told.deploymentId)).toBe(0);
    expect(await pressIn(outside(), question.id, question.yes)).toBe("Restart asked for.");
    expect(await pressIn(outside(), question.id, question.yes)).toBe("Restart asked for.");
    expect(await restarts(told.deploymentId)).toBe(1);
    const row = await asWorker((tx) =>
      tx.auditEntry.findFirst({
        where: { verb: "deployments.restart", target: told.deploymentId },
      }),
    );
    expect(row).toMatchObject({ actorId: told.person.userId });
  });

  it("restarts nothing for somebody who may not any more", async () => {
    const told = await toldOfIllness();
    const question = await askToRestart(told);
    const { userId, scope } = told.person;
    await asAccounts((tx) =>
      tx.membership.updateMany({
        where: { userId, teamId: scope.team.id },
        data: { role: "viewer" },
      }),
    );
    expect(await pressIn(outside(), question.id, question.yes)).not.toBe("Restart asked for.");
    expect(await restarts(told.deploymentId)).toBe(0);
  });

  it("asks again where the answer comes more than ten minutes late", async () => {
    const told = await toldOfIllness();
    const question = await askToRestart(told);
    await moveClock(10 * 60_000 + 1_000);
    expect(await pressIn(outside(), question.id, question.yes)).toContain("ten minutes ago");
    expect(await restarts(told.deploymentId)).toBe(0);
  });
});

/** Lets the time of the whole file be later. */
async function moveClock(offsetMs: number): Promise<void> {
  writeFileSync(process.env.CLOCK_FILE ?? "", JSON.stringify({ offsetMs }));
  await expect.poll(() => clock.now().getTime() - Date.now()).toBeGreaterThan(offsetMs - 100);
}
