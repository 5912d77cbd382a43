/**
 * Splits a PostgreSQL URL into the fields the driver takes. A connection string is not passed on,
 * because it would win over the shadow database's own name.
 */
export function connectionOf(url) {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password) || undefined,
    database: decodeURIComponent(parsed.pathname.slice(1)),
    ssl: sslOf(parsed.searchParams.get("sslmode")),
    schema: parsed.searchParams.get("schema") ?? "public",
  };
}

function sslOf(mode) {
  if (mode === null || mode === "disable") return undefined;
  return { rejectUnauthorized: mode === "verify-full" || mode === "verify-ca" };
}
