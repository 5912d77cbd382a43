const words = [
  "Connection terminated",
  "terminating connection",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
];

/**
 * Whether an error nobody caught is a database or queue connection that broke. The queue library
 * leaves its connections unwatched for a moment while it makes them.
 */
export function isLostConnection(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${codeOf(error)}` : String(error);
  return words.some((word) => text.includes(word));
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
