/** Runs once when the web process starts: a bad setting stops it here, not at the first request. */
export async function register(): Promise<void> {
  const { env } = await import("@/lib/env");
  void env.WORLD;
}
