import { z } from "zod";

const plain = z.email().max(254);

/** Whether a text is one plain address: no names, lists, quotes, spaces or line breaks. */
export function isPlainAddress(text: string): boolean {
  return plain.safeParse(text).success;
}

/** The host part that message ids carry, taken from `Name <user@host>` or `user@host`. */
export function hostOf(mailFrom: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? "computehub.invalid";
}

/** Name and address of `Name <user@host>`, or the address alone. */
export function senderOf(mailFrom: string): { readonly email: string; readonly name?: string } {
  const [, name = "", email] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(mailFrom) ?? [];
  if (email === undefined) return { email: mailFrom.trim() };
  return name === "" ? { email } : { email, name };
}
