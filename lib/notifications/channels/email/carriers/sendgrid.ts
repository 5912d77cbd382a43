import { env } from "@/lib/env";
import type { HttpResponse } from "@/lib/http";
import type { Outcome } from "@/lib/notifications/channels/contract";
import { senderOf } from "@/lib/notifications/channels/email/address";
import type { Carrier, Letter } from "@/lib/notifications/channels/email/carriers/contract";
import { baseOf } from "@/lib/notifications/channels/played-base";
import { outcomeOfRefusal, postJson } from "@/lib/notifications/channels/post-json";

const HOST = "https://api.sendgrid.com";

/** SendGrid's own interface (v3), with the key of the settings. */
export const sendgrid: Carrier = {
  carry: (letter) =>
    postJson(
      {
        url: `${baseOf("sendgrid", HOST)}/v3/mail/send`,
        headers: { authorization: `Bearer ${env.SENDGRID_API_KEY}` },
        body: toBody(letter),
      },
      (answer) => readAnswer(answer, letter),
    ),
};

function toBody({ from, to, subject, text, html, messageId, headers }: Letter) {
  return {
    personalizations: [{ to: [{ email: to }] }],
    from: senderOf(from),
    subject,
    content: [
      { type: "text/plain", value: text },
      { type: "text/html", value: html },
    ],
    headers: { ...headers, "Message-ID": messageId },
    // Links in mails open accounts: they go to nobody else first.
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  };
}

function readAnswer(answer: HttpResponse, { messageId }: Letter): Outcome {
  const { status, headers } = answer;
  if (status === 202) {
    return { kind: "sent", externalId: headers.get("x-message-id") ?? messageId };
  }
  const outcome = outcomeOfRefusal(answer);
  // A key or sender that is wrong is ours to set right; the mail is none the worse for it.
  const isOurs = status === 401 || status === 403;
  return isOurs ? { kind: "retry", failure: `${status} ${answer.text.slice(0, 200)}` } : outcome;
}
