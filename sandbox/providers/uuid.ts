/** The first 32 hex digits written as a UUID. */
export function asUuid(hex: string): string {
  const match = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(hex);
  return match ? match.slice(1).join("-") : hex;
}
