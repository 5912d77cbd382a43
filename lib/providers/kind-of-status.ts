import type { ProviderErrorKind } from "./errors";

/**
 * Reads a refusal by its HTTP status alone; `null` where that proves nothing. A page of HTML (a
 * proxy, a firewall) is nobody's refusal, and a 404 without a JSON body does not prove that a
 * machine is gone.
 */
export function kindOfStatus(
  refusal: { readonly status: number; readonly body: unknown },
  isEmpty: boolean,
): ProviderErrorKind | null {
  const { status, body } = refusal;
  if (status === 429) return "rate-limited";
  if (status === 404) return typeof body === "object" && body !== null ? "not-found" : null;
  if (body === undefined && !isEmpty) return null;
  switch (status) {
    case 401:
      return "invalid-key";
    case 402:
      return "no-balance";
    case 403:
      return "missing-right";
    case 409:
      return "conflict";
    case 408:
      return null;
    default:
      return status >= 400 && status < 500 ? "invalid-request" : null;
  }
}
