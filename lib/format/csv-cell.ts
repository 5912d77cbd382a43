/** What a cell of a table can hold; nothing of `null` is written. */
export type CsvValue = string | number | boolean | null;

/**
 * A cell of a CSV file. Text that begins like a formula, in ASCII or full width, gets an apostrophe before it (OWASP ASVS
 * 1.2.10); plain numbers are left as they are.
 */
export function toCell(value: CsvValue): string {
  if (value === null) return "";
  const text = String(value);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
