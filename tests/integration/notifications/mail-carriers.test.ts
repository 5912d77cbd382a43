import { beforeAll, describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import type { Carrier, Letter } from "@/lib/notifications/channels/email/carriers/contract";
import { sendgrid } from "@/lib/notifications/channels/email/carriers/sendgrid";
import { ses } from "@/lib/notifications/channels/email/carriers/ses";
import { smtp } from "@/lib/notifications/channels/email/carriers/smtp";
import { deliver } from "@/lib/notifications/deliver";
import { closeAfterwards } from "@/tests/factories/close";
import { readDelivery, tell } from "@/tests/factories/deliveries";
import { makePayer, newEmail } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();

beforeAll(() => {
  Object.assign(process.env, {
    MAIL_BY: "sendgrid",
    SENDGRID_API_KEY: "SG.sandbox.key",
    SES_REGION: "eu-west-1",
    SES_ACCESS_KEY_ID: "AKIASANDBOX0000SES",
    SES_SECRET_ACCESS_KEY: "sandbox-ses-secret",
  });
});

const carriers: Readonly<Record<string, Carrier>> = { smtp, sendgrid, ses };
const unsubscribe = "https://hub.example/api/notifications/off?token=a.b";

function letterTo(to: string): Letter {
  return {
    from: "ComputeHub <hello@computehub.local>",
    to,
    subject: "训练 is gone",
    text: "Plain words, 训练.\nhttps://hub.example/x\n",
    html: "<p>Rich words, 训练.</p>",
    messageId: `<${to}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "List-Unsubscribe": `<${unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

describe.each(["smtp", "sendgrid", "ses"])("a mail by %s", (name) => {
  const carry = (to: string) => carriers[name]?.carry(letterTo(to));

  it("arrives as it was written, plain and rich, with its way out", async () => {
    const to = newEmail();
    expect(await carry(to)).toMatchObject({ kind: "sent", externalId: expect.stringMatching(/./) });
    const [mail] = await outside().mailsTo(to);
    expect(mail).toMatchObject({
      subject: "训练 is gone",
      from: "hello@computehub.local",
      messageId: `<${to}>`,
    });
    expect(mail?.text).toContain("Plain words, 训练.");
    expect(mail?.html).toContain("Rich words, 训练.");
    expect(mail?.headers).toMatchObject({
      "auto-submitted": "auto-generated",
      "list-unsubscribe": `<${unsubscribe}>`,
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    });
  });

  it("waits where the other side says later, and is given up where it says never", async () => {
    const [later, never] = [newEmail(), newEmail()];
    await outside().breakMail({ kind: "defer-451", to: later });
    await outside().breakMail({ kind: "reject-550", to: never });
    expect(await carry(later)).toMatchObject({ kind: "retry" });
    expect(await carry(never)).toMatchObject({ kind: "dead" });
    expect(await carry(later)).toMatchObject({ kind: "sent" });
  });

  it("is uncertain where it was taken and no answer came", async () => {
    const to = newEmail();
    await outside().breakMail({ kind: "cut-after-data", to });
    expect(await carry(to)).toMatchObject({ kind: "uncertain" });
    expect(await outside().mailsTo(to)).toHaveLength(1);
  });
});

it.each([
  ["sendgrid", sendgrid],
  ["ses", ses],
])("%s, whose account may not send, keeps a mail for later", async (_, { carry }) => {
  const to = newEmail();
  await outside().breakMail({ kind: "key-revoked", to });
  expect(await carry(letterTo(to))).toMatchObject({ kind: "retry" });
});

describe("what the settings name", () => {
  it("carries what is told", async () => {
    const person = await makePayer();
    const { id } = await tell(person, "deployment.lost");
    await deliver(id);
    const row = await readDelivery(id);
    expect(row).toMatchObject({ state: "sent" });
    expect(row.externalId).toMatch(/^sandbox-sendgrid-/);
    const [mail] = await outside().mailsTo(person.email);
    expect(mail?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  });

  it("with a key that is not taken keeps every mail for later", async () => {
    const person = await makePayer();
    const { id } = await tell(person, "key.added");
    await outside().breakMail({ kind: "key-revoked", to: person.email });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "retry" });
    const due = { runAfter: new Date(0) };
    await asWorker((tx) => tx.delivery.updateMany({ where: { id }, data: due }));
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent" });
  });
});
