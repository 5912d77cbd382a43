import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import type { Outcome } from "@/lib/notifications/channels/contract";
import type { Carrier } from "@/lib/notifications/channels/email/carriers/contract";
import { dkimSettings } from "@/lib/notifications/channels/email/carriers/dkim";
import { outcomeOfFailure, readFailure } from "@/lib/notifications/channels/email/outcome";
import { watchHandover } from "@/lib/notifications/channels/email/watch-handover";

const STEP_LIMIT_MS = 10_000;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The SMTP server named in the settings. */
export const smtp: Carrier = {
  async carry(letter) {
    const handover = watchHandover();
    const transport = createTransport({ ...serverSettings(), logger: handover.logger });
    try {
      return readAnswer(await transport.sendMail({ ...letter, ...dkimSettings() }));
    } catch (error) {
      return outcomeOfFailure(readFailure(error, handover.isDone()));
    } finally {
      transport.close();
    }
  },
};

function serverSettings() {
  const { hostname, port, protocol, username, password } = new URL(env.SMTP_URL ?? "");
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

/** A server that turns down some recipients answers as if all were well. */
function readAnswer(info: {
  readonly accepted: readonly unknown[];
  readonly messageId: string;
  readonly response: string;
}): Outcome {
  if (info.accepted.length === 0) return { kind: "dead", failure: info.response.slice(0, 300) };
  return { kind: "sent", externalId: info.messageId };
}
