/** Text as MarkdownV2 shows it unchanged: every sign that means something there is escaped. Pure. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[_*[\]()~`>#+\-=|{}.!\\]/g, (sign) => `\\${sign}`);
}

/** Inside the round brackets of a link only these two mean something. Pure. */
export function escapeLink(address: string): string {
  return address.replace(/[)\\]/g, (sign) => `\\${sign}`);
}
