import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { endMail } from "@/lib/notifications/mail-feedback/end-mail";
import {
  isRecent,
  readJson,
  type Taken,
  typedAddress,
} from "@/lib/notifications/mail-feedback/taken";
import type { MailEnding } from "@/lib/notifications/mail-feedback/types";

export interface SendgridProof {
  readonly timestamp: string;
  readonly signature: string;
}

const events = z.array(
  z.looseObject({
    email: z.string(),
    event: z.string(),
    type: z.string().optional(),
    reason: z.string().optional(),
  }),
);
type SendgridEvent = z.output<typeof events>[number];

/**
 * Takes in what SendGrid's event webhook posts, verified on the bytes as they came: addresses that
 * take no mail, and readers who complain. Whatever else it tells is left alone.
 */
export async function takeInSendgrid(body: Uint8Array, proof: SendgridProof): Promise<Taken> {
  if (!env.SENDGRID_WEBHOOK_KEY) return "not-set-up";
  const now = clock.now();
  const saidAt = new Date(Number(proof.timestamp) * 1_000);
  if (!isRecent(saidAt, now) || !isFromSendgrid(body, proof, env.SENDGRID_WEBHOOK_KEY))
    return "refused";
  const parsed = events.safeParse(readJson(body));
  if (!parsed.success) return "malformed";
  await asWorker(async (tx) => {
    for (const event of parsed.data) {
      const why = endingOf(event);
      if (why) await endMail(tx, { email: typedAddress(event.email) }, { why, saidAt, now });
    }
  });
  log.info("mail feedback", { by: "sendgrid", count: parsed.data.length });
  return "taken";
}

function isFromSendgrid(body: Uint8Array, proof: SendgridProof, key: string): boolean {
  const said = Buffer.concat([Buffer.from(proof.timestamp), body]);
  const signature = Buffer.from(proof.signature, "base64");
  const der = { key: Buffer.from(key, "base64"), format: "der", type: "spki" } as const;
  return verify("sha256", said, createPublicKey(der), signature);
}

/** A `blocked` bounce passes; of the reasons to drop a mail only those about the address count. */
function endingOf({ event, type, reason = "" }: SendgridEvent): MailEnding | null {
  if (event === "spamreport") return "complained";
  if (event === "bounce") return type === "blocked" ? null : "bounced";
  if (event !== "dropped") return null;
  if (/spam reporting address/i.test(reason)) return "complained";
  return /bounced address|invalid/i.test(reason) ? "bounced" : null;
}
