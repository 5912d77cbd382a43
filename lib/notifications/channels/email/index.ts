import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import type { Channel, Outcome, Telling } from "@/lib/notifications/channels/contract";
import { hostOf, isPlainAddress } from "@/lib/notifications/channels/email/address";
import { outcomeOfFailure, readFailure } from "@/lib/notifications/channels/email/outcome";
import { watchHandover } from "@/lib/notifications/channels/email/watch-handover";

const STEP_LIMIT_MS = 10_000;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Mail over the SMTP server named in the settings. */
export const email: Channel = {
  kind: "email",
  owner: "person",
  limitMs: 45_000,
  async send(telling) {
    if (!isPlainAddress(telling.to)) return { kind: "dead", failure: "address is not plain" };
    const handover = watchHandover();
    const transport = createTransport({ ...serverSettings(), logger: handover.logger });
    try {
      return readAnswer(await transport.sendMail(toMail(telling)));
    } catch (error) {
      return outcomeOfFailure(readFailure(error, handover.isDone()));
    } finally {
      transport.close();
    }
  },
};

function serverSettings() {
  const { hostname, port, protocol, username, password } = new URL(env.SMTP_URL);
  const secure = protocol === "smtps:";
  const near = loopback.has(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    ignoreTLS: near && !secure,
    requireTLS: !near && !secure,
    ...(username && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: STEP_LIMIT_MS,
    greetingTimeout: STEP_LIMIT_MS,
    socketTimeout: STEP_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function toMail({ deliveryId, to, message }: Telling) {
  return {
    from: env.MAIL_FROM,
    to,
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: `<${deliveryId}@${hostOf(env.MAIL_FROM)}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(message.unsubscribeUrl && {
        "List-Unsubscribe": `<${message.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}

/** A server that turns down some recipients answers as if all were well. */
function readAnswer(info: {
  readonly accepted: readonly unknown[];
  readonly messageId: string;
  readonly response: string;
}): Outcome {
  if (info.accepted.length === 0) return { kind: "dead", failure: info.response.slice(0, 300) };
  return { kind: "sent", externalId: info.messageId };
}
