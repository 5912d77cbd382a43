import fc from "fast-check";

/** The calls of the twin that go wrong. */
export const faultable = fc.constantFrom(
  { method: "POST", path: "^/pods$" },
  { method: "GET", path: "^/pods$" },
  { method: "GET", path: "^/pods/." },
  { method: "POST", path: "/action$" },
  { method: "DELETE" },
);

/** How they go wrong. What takes longer than a provider's settle time is not among it. */
export const faults = fc.constantFrom<Record<string, unknown>>(
  { kind: "answer-lost" },
  { kind: "connection-reset" },
  { kind: "server-error", status: 500, applied: true },
  { kind: "server-error", status: 503 },
  { kind: "rate-limited" },
  { kind: "rate-limited", retryAfterS: 1 },
  { kind: "no-capacity" },
  { kind: "half-json" },
  { kind: "html" },
  { kind: "empty" },
  { kind: "delay", ms: 60 },
  { kind: "zombie" },
  { kind: "boot-fails" },
  { kind: "boot-stuck" },
);
