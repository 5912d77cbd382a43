const MAX_LENGTH = 500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const forbidden = /[\u0000-\u001f\u007f\\]/;

/**
 * A path inside this site that a person may be sent back to, or `null`. Anything a browser could
 * read as another site (`//host`, backslashes, control characters) is refused.
 */
export function safePath(text: string | null | undefined): string | null {
  if (!text || text.length > MAX_LENGTH) return null;
  if (!text.startsWith("/") || text.startsWith("//") || forbidden.test(text)) return null;
  const base = "https://here.invalid";
  if (!URL.canParse(text, base)) return null;
  const { origin, pathname, search, hash } = new URL(text, base);
  // Cutting the language off "/zh//host" would leave "//host".
  if (origin !== base || pathname.includes("//")) return null;
  return `${pathname}${search}${hash}`;
}
