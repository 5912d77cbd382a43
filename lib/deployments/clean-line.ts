import type { Credentials } from "@/lib/providers/contract";

const MOST_CHARS = 2_000;
/** Shorter values are user names and regions, which may stand in any line. */
const LEAST_SECRET = 8;

/**
 * One line of a machine's output, of bounded length. A program may print the key it was started
 * with; a browser never sees it. Pure.
 */
export function cleanLine(line: string, credentials: Credentials): string {
  const bare = Object.values(credentials)
    .filter((secret) => secret.length >= LEAST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, "••••"), line);
  return bare.length > MOST_CHARS ? `${bare.slice(0, MOST_CHARS)}…` : bare;
}
