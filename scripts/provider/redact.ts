import type { Exchange } from "@/lib/exchanges";

const REMOVED = "[removed]";
/** Shorter values stand in too much other text to be looked for everywhere. */
const SHORTEST = 6;

const secretHeader = /auth|cookie|key|token|secret|signature|session/i;
const secretName =
  /(token|secret|passw(or)?d|pass|private_?key|api_?key|access_?key|authorization|credentials?|cookie|jwt|signature)$/i;
const secretField = /"([^"\\]{1,80})"\s*:\s*("(?:[^"\\]|\\.)*")/g;
const secretQuery = /([?&#]([\w.-]{1,80})=)([^&#\s"'<>]+)/g;
const privateKey =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Takes what must not be seen out of anything that is to be printed. */
export type Redact = (value: unknown) => unknown;

/**
 * A redactor for one call: it knows the credentials, whatever went out in headers that prove who
 * calls, and every value that came or went under a name such as `access_token` or `private_key`; it
 * removes them wherever they stand, as they are or encoded.
 */
export function redactor(credentials: Iterable<string>, exchanges: readonly Exchange[]): Redact {
  const secrets = new Set<string>();
  const learn = (value: string) => {
    if (value.length >= SHORTEST) for (const form of formsOf(value)) secrets.add(form);
  };
  for (const value of credentials) learn(value);
  for (const exchange of exchanges) {
    for (const value of provingValues(exchange.requestHeaders)) learn(value);
    for (const value of provingValues(exchange.responseHeaders)) learn(value);
    for (const value of namedSecrets(JSON.stringify(exchange.requestBody) ?? "")) learn(value);
    for (const value of namedSecrets(exchange.responseBody ?? "")) learn(value);
  }
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const clean = (text: string) =>
    longestFirst
      .reduce((left, secret) => left.replaceAll(secret, REMOVED), text)
      .replaceAll(privateKey, REMOVED)
      .replaceAll(secretQuery, (all, start, name) =>
        secretName.test(name) ? `${start}${REMOVED}` : all,
      );
  return (value) => walk(value, clean);
}

/** Headers with the values of those that prove who calls taken out. */
export function withoutProofs(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeader.test(name) ? REMOVED : value,
    ]),
  );
}

function walk(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === "string") return clean(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => walk(one, clean));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      clean(name),
      typeof field === "string" && secretName.test(name) ? REMOVED : walk(field, clean),
    ]),
  );
}

/** The whole value and, after a scheme such as `Bearer`, the rest of it. */
function provingValues(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => secretHeader.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, "")]);
}

function namedSecrets(text: string): string[] {
  return [...text.matchAll(secretField)].flatMap(([, name = "", quoted = '""']) =>
    secretName.test(name) ? [readText(quoted)] : [],
  );
}

function readText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** As it is, and as it stands in an address, in JSON and in basic authentication. */
function formsOf(value: string): string[] {
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString("base64"),
    Buffer.from(value).toString("base64").replace(/=+$/, ""),
    Buffer.from(`${value}:`).toString("base64"),
  ];
}
