/**
 * Runs once when the web process starts: a bad setting stops it here, not at the first request, and
 * the public pages are made before anybody asks, so that they can be shown while the database is away.
 */
export async function register(): Promise<void> {
  const { env } = await import("@/lib/env");
  const address = `http://127.0.0.1:${env.PORT}`;
  if (process.env.NODE_ENV !== "production") return;
  const { warmUp } = await import("@/lib/prices/warm-up");
  void warmUp(address);
}
