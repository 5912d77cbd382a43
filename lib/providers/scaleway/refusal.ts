import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./machine-wire";

const kinds: Readonly<Record<string, ProviderErrorKind>> = {
  denied_authentication: "invalid-key",
  permissions_denied: "missing-right",
  quotas_exceeded: "quota",
  out_of_stock: "no-capacity",
  transient_state: "conflict",
  precondition_failed: "conflict",
  locked: "conflict",
  conflict: "conflict",
  invalid_arguments: "invalid-request",
  invalid_request_error: "invalid-request",
};

const missing: ReadonlySet<string> = new Set(["not_found", "unknown_resource"]);

/**
 * Scaleway names every refusal with a type, which its status does not tell: it says both 403 and 400
 * for a quota, and 412 where nothing is in stock. A 404 without its type comes from something in
 * between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (status === 404) return parsed.success && missing.has(parsed.data.type) ? null : "transient";
  if (!parsed.success || status === 429 || status >= 500) return null;
  const { type, message } = parsed.data;
  if (/quota exceeded/i.test(message ?? "")) return "quota";
  return kinds[type] ?? null;
}
