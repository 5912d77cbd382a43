import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { deliver } from "@/lib/notifications/deliver";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { closeAfterwards } from "@/tests/factories/close";
import { abandon, readDelivery, tell } from "@/tests/factories/deliveries";
import { makePayer } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();

describe("a mail that perhaps arrived", () => {
  it("stays uncertain when its worker died while sending", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "key.added");
    await abandon(id);
    const due = await findDueDeliveries(clock.now());
    expect(due.map((one) => one.id)).not.toContain(id);
    expect(await readDelivery(id)).toMatchObject({ state: "uncertain" });
    await deliver(id);
    expect(await outside().mailsTo(owner.email)).toHaveLength(0);
  });

  it("is sent once more, and says so, when it tells of a lost machine", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    await abandon(id);
    expect((await findDueDeliveries(clock.now())).map((one) => one.id)).toContain(id);
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent", repeated: true });
    const [mail] = await outside().mailsTo(owner.email);
    expect(mail?.text).toContain("sent a second time");
    await abandon(id);
    await findDueDeliveries(clock.now());
    expect(await readDelivery(id)).toMatchObject({ state: "uncertain" });
  });

  it("is uncertain when the line is cut after the whole mail had left", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "key.added");
    await outside().breakMail({ kind: "cut-after-data", to: owner.email });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "uncertain", attempt: 1 });
    expect(await outside().mailsTo(owner.email)).toHaveLength(1);
  });

  it("carries the same message id both times, so that a mailbox can see the repeat", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "deployment.lost");
    await outside().breakMail({ kind: "cut-after-data", to: owner.email });
    await deliver(id);
    await deliver(id);
    const ids = (await outside().mailsTo(owner.email)).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("is not settled by a worker that lost its claim", async () => {
    const owner = await makePayer();
    const { id } = await tell(owner, "key.added");
    await outside().breakMail({ kind: "delay", to: owner.email, ms: 1_500 });
    const slow = deliver(id);
    await expect.poll(async () => (await readDelivery(id)).state).toBe("sending");
    await abandon(id);
    await findDueDeliveries(clock.now());
    await slow;
    expect(await readDelivery(id)).toMatchObject({ state: "uncertain" });
  });
});
