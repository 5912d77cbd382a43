import { z } from "zod";
import type { Store } from "../store";

const KEPT = 500;

const mailSchema = z.object({
  id: z.string(),
  at: z.string(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  messageId: z.string(),
  headers: z.record(z.string(), z.string()),
  /** As it travelled, a character a byte; empty for one that came in parts. */
  raw: z.string().default(""),
});

/** One caught message; `to` is the envelope, not the header. */
export type Mail = z.infer<typeof mailSchema>;

export interface Mailbox {
  add(mail: Omit<Mail, "id">): Mail;
  /** Newest first, of one recipient when an address is given. */
  list(to?: string): Mail[];
  find(id: string): Mail | undefined;
  clear(to?: string): void;
}

export function openMailbox(store: Store): Mailbox {
  const mails = store.collection("mail", (value) => mailSchema.parse(value));
  const serial = store.collection("mail.counter", (value) => z.number().parse(value));
  const isFor = (mail: Mail, to: string) =>
    mail.to.some((address) => address.toLowerCase() === to.toLowerCase());
  return {
    add(mail) {
      const count = (serial.get("mail") ?? 0) + 1;
      serial.put("mail", count);
      const stored = { ...mail, id: `m${count}` };
      mails.put(stored.id, stored);
      for (const [old] of mails.entries().slice(0, -KEPT)) mails.remove(old);
      return stored;
    },
    list: (to) =>
      mails
        .values()
        .filter((mail) => to === undefined || isFor(mail, to))
        .reverse(),
    find: (id) => mails.get(id),
    clear(to) {
      for (const mail of mails.values())
        if (to === undefined || isFor(mail, to)) mails.remove(mail.id);
    },
  };
}

/** Every http link of a message, in order, each once: those of the HTML part, then of the text. */
export function linksOf(text: string, html: string): string[] {
  const fromHtml = [...html.matchAll(/href\s*=\s*["']([^"']+)["']/gi)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
  const fromText = text.match(/https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?。，]/g) ?? [];
  return [...new Set([...fromHtml, ...fromText])].filter((link) => /^https?:\/\//.test(link));
}
