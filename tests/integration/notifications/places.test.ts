import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker, inTeam } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { addChannel } from "@/lib/notifications/kept/add-channel";
import { removeChannel } from "@/lib/notifications/kept/remove-channel";
import { rotateSecret } from "@/lib/notifications/kept/rotate-secret";
import { testChannel } from "@/lib/notifications/kept/test-channel";
import { openProblems } from "@/lib/problems/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, happen, readDelivery } from "@/tests/factories/deliveries";
import { makePayer, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();
let count = 0;

const posts = z.array(
  z.object({ path: z.string(), headers: z.record(z.string(), z.unknown()), text: z.string() }),
);
const postsTo = async (path: string) =>
  posts.parse(await outside().read(`receivers?path=${encodeURIComponent(path)}`));

/** Somebody who confirmed a moment ago that it is them. */
const fresh = ({ scope }: Person) => ({
  ...scope,
  actor: { ...scope.actor, freshUntil: new Date(clock.now().getTime() + 60_000) },
});

async function withChannel(kind: "webhook" | "slack" | "discord") {
  const person = await makePayer();
  const name = `R${++count}`;
  const address = {
    webhook: `http://receivers.sandbox.test/receivers/${name}`,
    slack: `https://hooks.slack.com/services/T1/B1/${name}`,
    discord: `https://discord.com/api/webhooks/1/${name}`,
  }[kind];
  const added = await runVerb(addChannel, person.scope, { kind, name, address });
  return { person, name, channelId: added.id, secret: added.secret ?? "", address };
}

async function tellThere({ person, channelId }: { person: Person; channelId: string }) {
  await happen(person, "deployment.lost", "<!channel> *llama* @everyone & co");
  await fanOut(clock.now());
  const rows = await deliveriesOf({ userId: channelId }, "deployment.lost");
  return rows.at(-1)?.id ?? "";
}

/** The signature as the receiver computes it, from the bytes and headers that came. */
function signed(secret: string, { headers, text }: z.output<typeof posts>[number]): string {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const said = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  return `v1,${createHmac("sha256", key).update(said).digest("base64")}`;
}

describe("a webhook of the team's", () => {
  it("is signed over its very bytes, and by both secrets while one is exchanged", async () => {
    const made = await withChannel("webhook");
    const id = await tellThere(made);
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", externalId: id });
    const [first] = await postsTo(made.name);
    if (!first) throw new Error("nothing came");
    expect(first.headers["webhook-id"]).toBe(id);
    expect(first.headers["webhook-signature"]).toBe(signed(made.secret, first));
    expect(JSON.parse(first.text)).toMatchObject({ type: "deployment.lost" });
    const asks = { channelId: made.channelId };
    const { secret } = await runVerb(rotateSecret, fresh(made.person), asks);
    await deliver(await tellThere(made));
    const second = (await postsTo(made.name))[1];
    if (!second) throw new Error("nothing came");
    const both = `${signed(secret, second)} ${signed(made.secret, second)}`;
    expect(second.headers["webhook-signature"]).toBe(both);
    await runVerb(rotateSecret, fresh(made.person), asks);
    await deliver(await tellThere(made));
    const third = (await postsTo(made.name))[2];
    if (!third) throw new Error("nothing came");
    expect(String(third.headers["webhook-signature"])).not.toContain(signed(made.secret, third));
  });

  it("is posted again under the same id until it is taken, also when an answer was lost", async () => {
    const made = await withChannel("webhook");
    await outside().control("receivers/faults", { path: made.name, cut: true });
    await outside().control("receivers/faults", { path: made.name, status: 500 });
    const id = await tellThere(made);
    for (const _ of [1, 2, 3]) {
      await asWorker((tx) =>
        tx.delivery.updateMany({ where: { id }, data: { runAfter: new Date(0) } }),
      );
      await deliver(id);
    }
    expect(await readDelivery(id)).toMatchObject({ state: "sent", attempt: 3 });
    const ids = (await postsTo(made.name)).map(({ headers }) => headers["webhook-id"]);
    expect(ids).toEqual([id, id]);
  });

  it("ends when it says that it is gone, and after failing for an hour, and says so by mail", async () => {
    const gone = await withChannel("webhook");
    await outside().control("receivers/faults", { path: gone.name, status: 410 });
    await deliver(await tellThere(gone));
    const [worn, busy] = [await withChannel("webhook"), await withChannel("webhook")];
    await asWorker((tx) =>
      tx.notificationChannel.updateMany({
        where: { id: { in: [worn.channelId, busy.channelId] } },
        data: { failures: 19, failingSince: new Date(clock.now().getTime() - 3_600_001) },
      }),
    );
    await outside().control("receivers/faults", { path: worn.name, status: 503 });
    await deliver(await tellThere(worn));
    await outside().control("receivers/faults", { path: busy.name, status: 429, retryAfterS: 9 });
    await deliver(await tellThere(busy));
    for (const [{ person, channelId, name }, stateReason] of [
      [gone, "gone"],
      [worn, "failing"],
      [busy, "failing"],
    ] as const) {
      const row = await asWorker((tx) =>
        tx.notificationChannel.findUnique({ where: { id: channelId } }),
      );
      expect(row).toMatchObject({ state: "disabled", stateReason });
      await fanOut(clock.now());
      const [told] = await deliveriesOf(person, "channel.ended");
      await deliver(told?.id ?? "");
      const subjects = (await outside().mailsTo(person.email)).map(({ subject }) => subject);
      expect(subjects).toContain(`Nothing is told in ${name} any more`);
      const { problems } = await openProblems(person.scope);
      expect(problems).toMatchObject([{ kind: "channel-ended", channelId, name }]);
      await runVerb(removeChannel, person.scope, { channelId });
      expect((await openProblems(person.scope)).count).toBe(0);
    }
  });

  it.each([99_999_999, 1e20])(
    "is held for an hour at most, also if it says %d s",
    async (retryAfterS) => {
      const made = await withChannel("webhook");
      await outside().control("receivers/faults", { path: made.name, status: 429, retryAfterS });
      const id = await tellThere(made);
      await deliver(id);
      const { state, runAfter } = await readDelivery(id);
      expect(state).toBe("retry");
      const { heldUntil } = await asWorker((tx) =>
        tx.notificationChannel.findUniqueOrThrow({ where: { id: made.channelId } }),
      );
      const inAnHour = clock.now().getTime() + 3_600_000;
      expect(runAfter.getTime()).toBeLessThanOrEqual(inAnHour);
      expect(heldUntil?.getTime()).toBeLessThanOrEqual(inAnHour);
      expect(heldUntil?.getTime()).toBeGreaterThan(inAnHour - 60_000);
    },
  );

  it("is not followed to where it redirects, and tells on nothing of what it answered", async () => {
    const made = await withChannel("webhook");
    const fault = { path: made.name, status: 302, body: "inner secret" };
    await outside().control("receivers/faults", fault);
    const id = await tellThere(made);
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "retry", failure: "302" });
  });

  it.each(["https://127.0.0.1/x", "https://[::ffff:10.0.0.1]/x", "https://169.254.169.254/x"])(
    "is never called at %s",
    async (address) => {
      const person = await makePayer();
      const named = { kind: "webhook", name: "inside", address };
      const { id: channelId } = await runVerb(addChannel, person.scope, named);
      const id = await tellThere({ person, channelId });
      await deliver(id);
      const failure = "no answer: blocked";
      expect(await readDelivery(id)).toMatchObject({ state: "retry", failure });
    },
  );

  it("leads nowhere but to an address of the web", async () => {
    const { scope } = await makePayer();
    for (const address of ["http://10.0.0.1/x", "ftp://x.example", "https://a:b@x.example", "x"]) {
      await expect(
        runVerb(addChannel, scope, { kind: "webhook", name: "x", address }),
      ).rejects.toMatchObject({ fields: { address: "channel-address" } });
    }
  });

  it("keeps its address and secret from everything but the worker", async () => {
    const { person, channelId } = await withChannel("webhook");
    const teamId = person.scope.team.id;
    for (const statement of [
      "SELECT ciphertext FROM notification_channel",
      "SELECT ciphertext FROM channel_secret",
    ]) {
      await expect(inTeam(teamId, (tx) => tx.$queryRawUnsafe(statement))).rejects.toThrow();
    }
    const [row] = await asWorker(
      (tx) => tx.$queryRaw<object[]>`SELECT * FROM notification_channel WHERE id = ${channelId}`,
    );
    expect(JSON.stringify(row, (_, value) => String(value) && value)).not.toContain("/receivers/");
  });
});

describe("a chat room of the team's", () => {
  it.each(["slack", "discord"] as const)(
    "%s shows names as words and calls nobody",
    async (kind) => {
      const made = await withChannel(kind);
      const id = await tellThere(made);
      await deliver(id);
      expect(await readDelivery(id)).toMatchObject({ state: "sent" });
      const [post] = await postsTo(made.name);
      const body = JSON.parse(post?.text ?? "{}");
      if (kind === "slack") {
        expect(JSON.stringify([body.text, body.blocks[2]])).not.toContain("<!channel>");
        const [title, lines] = body.blocks;
        expect([title.text.type, lines.text.type]).toEqual(["plain_text", "plain_text"]);
      } else {
        expect(body.allowed_mentions).toEqual({ parse: [] });
        expect(body.content).not.toContain(" *llama*");
      }
    },
  );

  it("is left in peace for as long as it says, and ends when it is taken away", async () => {
    const made = await withChannel("slack");
    await outside().control("receivers/faults", { path: made.name, status: 429, retryAfterS: 600 });
    const first = await tellThere(made);
    await deliver(first);
    const waiting = await readDelivery(first);
    expect(waiting.runAfter.getTime() - clock.now().getTime()).toBeGreaterThan(590_000);
    const second = await tellThere(made);
    await deliver(second);
    expect(await readDelivery(second)).toMatchObject({ state: "queued", attempt: 0 });
    const gone = await withChannel("slack");
    const fault = { path: gone.name, status: 404, body: "no_service" };
    await outside().control("receivers/faults", fault);
    await deliver(await tellThere(gone));
    const row = await asWorker((tx) =>
      tx.notificationChannel.findUnique({ where: { id: gone.channelId } }),
    );
    expect(row).toMatchObject({ state: "disabled", stateReason: "gone" });
  });

  it("can be tried at any time, the way everything else goes", async () => {
    const made = await withChannel("discord");
    await runVerb(testChannel, made.person.scope, { channelId: made.channelId });
    await fanOut(clock.now());
    for (const { id } of await findDueDeliveries(clock.now())) await deliver(id);
    expect((await postsTo(made.name))[0]?.text).toContain("This channel works");
    expect(await deliveriesOf(made.person, "channel.tested")).toHaveLength(0);
  });

  it("is added once", async () => {
    const made = await withChannel("slack");
    const { address } = made;
    await expect(
      runVerb(addChannel, made.person.scope, { kind: "slack", name: "again", address }),
    ).rejects.toMatchObject({ reason: "channel-known" });
  });
});
