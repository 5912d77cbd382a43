import PostalMime from "postal-mime";
import type { Clock } from "../clock";
import { linksOf, type Mailbox } from "./mailbox";

interface Posted {
  /** The mail as it travelled. */
  raw: Buffer;
  /** Of the envelope. */
  to: string[];
  from: string;
}

/** Reads a mail and keeps it. */
export async function keepMail(mailbox: Mailbox, clock: Clock, posted: Posted): Promise<void> {
  const mail = await PostalMime.parse(posted.raw);
  const text = mail.text ?? "";
  const html = mail.html ?? "";
  mailbox.add({
    at: new Date(clock.nowMs()).toISOString(),
    to: posted.to,
    from: mail.from?.address ?? posted.from,
    subject: mail.subject ?? "",
    text,
    html,
    links: linksOf(text, html),
    messageId: mail.messageId ?? "",
    headers: Object.fromEntries(mail.headers.map((header) => [header.key, header.value])),
    raw: posted.raw.toString("latin1"),
  });
}
