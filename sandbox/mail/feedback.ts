import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../clock";
import { type ControlRoute, fine, wrong } from "../control/route";
import { selfSigned } from "./certificate";

const asked = z.object({
  by: z.enum(["sendgrid", "ses"]),
  to: z.email(),
  /** `soft` passes by itself; a complaint is a press on "spam". */
  kind: z.enum(["bounce", "soft", "complaint"]),
});
type Asked = z.infer<typeof asked>;

const TOPIC = "arn:aws:sns:us-east-1:000000000000:sandbox-mail";
const HOST = "https://sns.us-east-1.amazonaws.com";

/** What is posted to whoever sent the mail: the bytes, and the headers that prove who posts them. */
interface Told {
  headers: Record<string, string>;
  body: string;
}

/** What SendGrid and Amazon tell of mails that came back, signed as theirs are. */
export function feedbackRoutes(clock: Clock): ControlRoute[] {
  const ofSendgrid = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ofSns = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const certificate = selfSigned("sns.amazonaws.com", ofSns);
  const name = createHash("md5").update(certificate).digest("hex");
  const certificatePath = `/SimpleNotificationService-${name}.pem`;

  const bySendgrid = ({ to, kind }: Asked): Told => {
    const at = String(Math.floor(clock.nowMs() / 1_000));
    const id = randomUUID();
    const body = JSON.stringify([{ email: to, sg_event_id: id, ...sendgridWords[kind] }]);
    const signature = sign("sha256", Buffer.from(at + body), ofSendgrid.privateKey);
    return {
      headers: {
        "x-twilio-email-event-webhook-timestamp": at,
        "x-twilio-email-event-webhook-signature": signature.toString("base64"),
      },
      body,
    };
  };

  const bySns = (fields: Record<string, string>): Told => {
    const message: Record<string, string> = {
      MessageId: randomUUID(),
      Timestamp: new Date(clock.nowMs()).toISOString(),
      TopicArn: TOPIC,
      ...fields,
    };
    const toSign = Object.keys(message)
      .toSorted()
      .map((key) => `${key}\n${message[key]}\n`)
      .join("");
    const signature = sign("sha256", Buffer.from(toSign), ofSns.privateKey).toString("base64");
    const proof = {
      SignatureVersion: "2",
      Signature: signature,
      SigningCertURL: `${HOST}${certificatePath}`,
    };
    const headers = { "x-amz-sns-message-type": fields.Type ?? "" };
    return { headers, body: JSON.stringify({ ...message, ...proof }) };
  };

  const confirmed: string[] = [];
  return [
    {
      method: "GET",
      path: "/control/mail/feedback",
      run: () =>
        fine({
          sendgridKey: ofSendgrid.publicKey
            .export({ type: "spki", format: "der" })
            .toString("base64"),
          topic: TOPIC,
          confirmed,
        }),
    },
    {
      method: "POST",
      path: "/control/mail/feedback",
      run({ body }) {
        const parsed = asked.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        if (parsed.data.by === "sendgrid") return fine(bySendgrid(parsed.data));
        const Message = JSON.stringify(sesWords[parsed.data.kind](parsed.data.to));
        return fine(bySns({ Type: "Notification", Message }));
      },
    },
    {
      method: "POST",
      path: "/control/mail/feedback/subscription",
      run() {
        const Token = randomUUID();
        const SubscribeURL = `${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${Token}`;
        const Message = `You have chosen to subscribe to the topic ${TOPIC}.`;
        const fields = { Type: "SubscriptionConfirmation", Message, SubscribeURL, Token };
        return fine(bySns(fields));
      },
    },
    {
      method: "GET",
      path: `/sns${certificatePath}`,
      run: () => ({ status: 200, text: certificate, type: "application/x-pem-file" }),
    },
    {
      method: "GET",
      path: "/sns/",
      run({ query }) {
        confirmed.push(query.get("Token") ?? "");
        const text = "<ConfirmSubscriptionResponse></ConfirmSubscriptionResponse>";
        return { status: 200, text, type: "text/xml" };
      },
    },
  ];
}

const sendgridWords = {
  bounce: { event: "bounce", type: "bounce", status: "5.1.1", reason: "550 no such user" },
  soft: { event: "bounce", type: "blocked", status: "4.2.2", reason: "452 mailbox full" },
  complaint: { event: "spamreport" },
} as const;

const bounced = (bounceType: string) => (to: string) => ({
  notificationType: "Bounce",
  bounce: { bounceType, bounceSubType: "General", bouncedRecipients: [{ emailAddress: to }] },
});
const sesWords = {
  bounce: bounced("Permanent"),
  soft: bounced("Transient"),
  complaint: (to: string) => ({
    eventType: "Complaint",
    complaint: { complainedRecipients: [{ emailAddress: to }] },
  }),
} as const;
