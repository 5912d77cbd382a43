/** Signs that mean something in MarkdownV2 and must be escaped where they mean nothing. */
const reserved = /[_*[\]()~`>#+\-=|{}.!]/;

/**
 * What Telegram finds wrong with a text in MarkdownV2, or null: bold and links are understood, any
 * other sign that is reserved must stand behind a backslash.
 */
export function faultOfMarkdown(text: string): string | null {
  const bare = text
    .replace(/\\[\s\S]/g, "")
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1")
    .replace(/\*([^*]*)\*/g, "$1");
  const sign = reserved.exec(bare)?.[0];
  if (sign === undefined) return null;
  return `Bad Request: can't parse entities: Character '${sign}' is reserved and must be escaped with the preceding '\\'`;
}

/** The text as a phone shows it. */
export function shownOf(text: string): string {
  return text
    .replace(/\[((?:\\[\s\S]|[^\]\\])*)\]\(((?:\\[\s\S]|[^)\\])*)\)/g, "$1 ($2)")
    .replace(/(^|[^\\])\*/g, "$1")
    .replace(/\\([\s\S])/g, "$1");
}
