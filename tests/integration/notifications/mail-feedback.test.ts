import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as postSendgrid } from "@/app/api/mail/sendgrid/route";
import { POST as postSes } from "@/app/api/mail/ses/route";
import { askReset } from "@/lib/accounts/ask-reset";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { deliver } from "@/lib/notifications/deliver";
import { fanOut } from "@/lib/notifications/fan-out";
import { resumeMail } from "@/lib/notifications/mail-feedback/resume-mail";
import { notificationsView } from "@/lib/notifications/queries";
import { openProblems } from "@/lib/problems/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, fannedOut, happen, readDelivery, tell } from "@/tests/factories/deliveries";
import { makePayer, type Person, visitor } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { linkTelegram, messagesIn, newChat } from "@/tests/factories/telegram";

closeAfterwards();
const outside = openOutside();
const signedPost = z.object({ headers: z.record(z.string(), z.string()), body: z.string() });
type SignedPost = z.output<typeof signedPost>;
type Service = "sendgrid" | "ses";

beforeAll(async () => {
  const facts = z
    .object({ sendgridKey: z.string(), topic: z.string() })
    .parse(await outside().read("mail/feedback"));
  process.env.SENDGRID_WEBHOOK_KEY = facts.sendgridKey;
  process.env.SES_TOPIC_ARN = facts.topic;
});

/** What a service posts about an address, signed as it signs. */
async function feedback(by: Service, to: string, kind: "bounce" | "soft" | "complaint") {
  return signedPost.parse(await outside().post("mail/feedback", { by, to, kind }));
}

async function posted(by: Service, { headers, body }: SignedPost): Promise<number> {
  const url = `https://hub.example/api/mail/${by}`;
  const request = new Request(url, { method: "POST", headers, body });
  return (await (by === "ses" ? postSes(request) : postSendgrid(request))).status;
}

const readUser = ({ userId }: Person) =>
  asAccounts((tx) => tx.user.findUniqueOrThrow({ where: { id: userId } }));

describe.each(["sendgrid", "ses"] as const)("what %s tells of mails", (by) => {
  it("ends what is told at an address that takes none, and says so everywhere else", async () => {
    const person = await makePayer();
    const chatId = newChat();
    await linkTelegram(outside(), person, chatId);
    expect(await posted(by, await feedback(by, person.email.toUpperCase(), "bounce"))).toBe(200);
    expect(await readUser(person)).toMatchObject({ mailEndedWhy: "bounced" });
    await happen(person, "deployment.lost");
    await fanOut(clock.now());
    const rows = await deliveriesOf(person, "deployment.lost");
    const { id } = rows.find(({ channel }) => channel === "email") ?? { id: "" };
    await deliver(id);
    const failure = "mail to this address has ended";
    expect(await readDelivery(id)).toMatchObject({ state: "dead", failure });
    const told = await deliveriesOf(person, "channel.mail-ended");
    expect(told.map(({ channel }) => channel)).not.toContain("email");
    for (const one of told) await deliver(one.id);
    const texts = (await messagesIn(outside(), chatId)).map(({ text }) => text);
    expect(texts.some((text) => text.includes("takes no mail"))).toBe(true);
    const { problems } = await openProblems(person.scope);
    expect(problems).toMatchObject([{ kind: "mail-ended", email: person.email, why: "bounced" }]);
    expect((await notificationsView(person.scope)).mailEnded).toMatchObject({ why: "bounced" });
  });

  it("lets what opens the account through, and everything again once the person says so", async () => {
    const person = await makePayer();
    await posted(by, await feedback(by, person.email, "complaint"));
    expect(await readUser(person)).toMatchObject({ mailEndedWhy: "complained" });
    await runVerb(askReset, visitor(), { email: person.email });
    await deliver((await fannedOut(person, "account.reset-asked")).id);
    expect((await outside().mailsTo(person.email))[0]?.subject).toBe("Choose a new password");
    await runVerb(resumeMail, person.scope, {});
    const { id } = await tell(person, "deployment.lost");
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "sent" });
    expect((await openProblems(person.scope)).count).toBe(0);
  });

  it("ends nothing again by what was told before the person had mail resumed", async () => {
    const person = await makePayer();
    const told = await feedback(by, person.email, "bounce");
    await posted(by, told);
    await runVerb(resumeMail, person.scope, {});
    expect(await posted(by, told)).toBe(200);
    expect(await readUser(person)).toMatchObject({ mailEndedAt: null });
    await outside().control("clock", { advanceMs: 5_000 });
    const anew = await feedback(by, person.email, "bounce");
    await outside().control("clock", { offsetMs: 0 });
    await posted(by, anew);
    expect(await readUser(person)).toMatchObject({ mailEndedWhy: "bounced" });
  });

  it("changes nothing where a mailbox is full for a while, or an address is nobody's", async () => {
    const person = await makePayer();
    expect(await posted(by, await feedback(by, person.email, "soft"))).toBe(200);
    expect(await posted(by, await feedback(by, "nobody@example.com", "bounce"))).toBe(200);
    expect(await readUser(person)).toMatchObject({ mailEndedAt: null });
  });

  it("is taken from nobody else, and not once it is old", async () => {
    const person = await makePayer();
    const real = await feedback(by, person.email, "bounce");
    const other = await feedback(by, "somebody@example.com", "bounce");
    const changed = other.body.replaceAll("somebody@example.com", person.email);
    expect(changed).not.toBe(other.body);
    expect(await posted(by, { ...other, body: changed })).toBe(403);
    expect(await posted(by, { headers: {}, body: by === "ses" ? "{}" : real.body })).not.toBe(200);
    expect(await posted(by, { ...other, body: "nonsense" })).not.toBe(200);
    expect(await readUser(person)).toMatchObject({ mailEndedAt: null });
    await outside().control("clock", { advanceMs: -3 * 86_400_000 });
    const old = await feedback(by, person.email, "bounce");
    await outside().control("clock", { offsetMs: 0 });
    expect(await posted(by, old)).toBe(403);
  });
});

describe("the topic of SES", () => {
  it("is confirmed at Amazon when it asks, and no other topic or certificate is believed", async () => {
    const asked = signedPost.parse(await outside().post("mail/feedback/subscription", {}));
    expect(await posted("ses", asked)).toBe(200);
    const { confirmed } = z
      .object({ confirmed: z.array(z.string()) })
      .parse(await outside().read("mail/feedback"));
    expect(confirmed).toEqual([JSON.parse(asked.body).Token]);
    const person = await makePayer();
    const real = JSON.parse((await feedback("ses", person.email, "bounce")).body);
    for (const other of [
      { TopicArn: "arn:aws:sns:us-east-1:111111111111:evil" },
      { SigningCertURL: "https://sns.us-east-1.amazonaws.com.evil.example/x.pem" },
      { SigningCertURL: "https://evil.example/sns.us-east-1.amazonaws.com/x.pem" },
      { SigningCertURL: "http://sns.us-east-1.amazonaws.com/x.pem" },
      { SigningCertURL: "https://sns.us-east-1.amazonaws.com@evil.example/x.pem" },
      { SigningCertURL: "https://sns.us-east-1.amazonaws.com/of-nobody.pem" },
      { SigningCertURL: `${real.SigningCertURL}?again=1` },
    ]) {
      const body = JSON.stringify({ ...real, ...other });
      expect(await posted("ses", { headers: {}, body })).toBe(403);
    }
    expect(await readUser(person)).toMatchObject({ mailEndedAt: null });
  });
});

describe("a mail server that turns an address down", () => {
  it("for good ends what is told there", async () => {
    const person = await makePayer();
    const { id } = await tell(person, "deployment.lost");
    await outside().breakMail({ kind: "reject-550", to: person.email });
    await deliver(id);
    expect(await readDelivery(id)).toMatchObject({ state: "dead" });
    expect(await readUser(person)).toMatchObject({ mailEndedWhy: "bounced" });
  });

  it("for now ends nothing", async () => {
    const person = await makePayer();
    const { id } = await tell(person, "deployment.lost");
    await outside().breakMail({ kind: "defer-451", to: person.email });
    await deliver(id);
    expect(await readUser(person)).toMatchObject({ mailEndedAt: null });
  });
});
