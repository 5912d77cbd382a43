/** Public SSH keys as a row keeps them: one a line, as in an authorized_keys file; null: none. */
export function toAuthorizedKeys(keys: readonly string[]): string | null {
  return keys.length === 0 ? null : keys.join("\n");
}

/** The keys of such a text, in its order. */
export function readAuthorizedKeys(text: string | null): string[] {
  return text === null ? [] : text.split("\n");
}
