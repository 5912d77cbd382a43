import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { endMail } from "@/lib/notifications/mail-feedback/end-mail";
import {
  confirmSubscription,
  isFromSns,
  snsMessage,
} from "@/lib/notifications/mail-feedback/sns-message";
import {
  isRecent,
  readJson,
  type Taken,
  typedAddress,
} from "@/lib/notifications/mail-feedback/taken";
import type { MailEnding } from "@/lib/notifications/mail-feedback/types";

const recipients = z.array(z.looseObject({ emailAddress: z.string() }));
/** Feedback of SES, whose kind has another name where it comes of event publishing. */
const feedback = z.looseObject({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z.looseObject({ bounceType: z.string(), bouncedRecipients: recipients }).optional(),
  complaint: z.looseObject({ complainedRecipients: recipients }).optional(),
});
type Feedback = z.output<typeof feedback>;

/**
 * Takes in what Amazon SES tells by the one topic of the settings: addresses that take no mail, and
 * readers who complain. The topic's first message asks whether it may post here, and is answered.
 */
export async function takeInSes(body: Uint8Array): Promise<Taken> {
  if (!env.SES_TOPIC_ARN) return "not-set-up";
  const message = snsMessage.safeParse(readJson(body)).data;
  if (!message) return "malformed";
  const isOurs = message.TopicArn === env.SES_TOPIC_ARN;
  const saidAt = new Date(message.Timestamp);
  if (!isOurs || !isRecent(saidAt, clock.now()) || !(await isFromSns(message))) return "refused";
  if (message.Type === "SubscriptionConfirmation") {
    return (await confirmSubscription(message.SubscribeURL)) ? "taken" : "malformed";
  }
  if (message.Type === "UnsubscribeConfirmation") return "taken";
  // A topic tells more than mails: what is not read here is thanked for, or it would come again.
  const told = feedback.safeParse(readJson(message.Message)).data;
  if (told) await endAll(told, saidAt);
  return "taken";
}

async function endAll(told: Feedback, saidAt: Date): Promise<void> {
  const now = clock.now();
  const endings = endingsOf(told);
  await asWorker(async (tx) => {
    for (const { email, why } of endings) await endMail(tx, { email }, { why, saidAt, now });
  });
  log.info("mail feedback", { by: "ses", count: endings.length });
}

function endingsOf(told: Feedback): { readonly email: string; readonly why: MailEnding }[] {
  const kind = told.eventType ?? told.notificationType;
  const isForGood = kind === "Bounce" && told.bounce?.bounceType === "Permanent";
  const bounced = isForGood ? (told.bounce?.bouncedRecipients ?? []) : [];
  const complained = kind === "Complaint" ? (told.complaint?.complainedRecipients ?? []) : [];
  const named = (why: MailEnding) => (one: { readonly emailAddress: string }) => ({
    email: typedAddress(one.emailAddress),
    why,
  });
  return [...bounced.map(named("bounced")), ...complained.map(named("complained"))];
}
