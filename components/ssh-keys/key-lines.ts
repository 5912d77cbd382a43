/** The keys that were typed, one a line. Pure. */
export function keyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whether a kept key is among what was typed, whatever its comment. Pure. */
export function holdsKey(text: string, publicKey: string): boolean {
  return keyLines(text).some((line) => isSame(line, publicKey));
}

/** The text with a kept key put in at its end, or taken out. Pure. */
export function toggleKey(text: string, publicKey: string): string {
  const lines = keyLines(text);
  const others = lines.filter((line) => !isSame(line, publicKey));
  return (others.length < lines.length ? others : [...lines, publicKey]).join("\n");
}

const isSame = (line: string, publicKey: string) =>
  line.split(/\s+/, 2).join(" ") === publicKey.split(/\s+/, 2).join(" ");
