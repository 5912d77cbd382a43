import { env } from "@/lib/env";
import type { Channel, Telling } from "@/lib/notifications/channels/contract";
import { hostOf, isPlainAddress } from "@/lib/notifications/channels/email/address";
import type { Carrier, Letter } from "@/lib/notifications/channels/email/carriers/contract";
import { sendgrid } from "@/lib/notifications/channels/email/carriers/sendgrid";
import { ses } from "@/lib/notifications/channels/email/carriers/ses";
import { smtp } from "@/lib/notifications/channels/email/carriers/smtp";

const carriers: Readonly<Record<typeof env.MAIL_BY, Carrier>> = { smtp, sendgrid, ses };

/** Mail, carried by what the settings name. */
export const email: Channel = {
  kind: "email",
  owner: "person",
  limitMs: 45_000,
  async send(telling) {
    if (!isPlainAddress(telling.to)) return { kind: "dead", failure: "address is not plain" };
    return carriers[env.MAIL_BY].carry(toLetter(telling));
  },
};

function toLetter({ deliveryId, to, message }: Telling): Letter {
  const { subject, text, html, unsubscribeUrl } = message;
  return {
    from: env.MAIL_FROM,
    to,
    subject,
    text,
    html,
    messageId: `<${deliveryId}@${hostOf(env.MAIL_FROM)}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribeUrl && {
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}
