import type { Refusal } from "../call";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { kindOfStatus } from "../kind-of-status";
import { type ActionResults, refusal } from "./wire";

const gone = /invalid (?:instance|volume) id|can't \w+ a (?:discontinued|deleted)\b/i;
const notYet = /can't \w+ an? \w+ (?:instance|volume)\b/i;
const noCapacity =
  /no[_ ]capacity|(?:not enough|insufficient|out of) (?:capacity|resources|stock)|not available/i;

const kinds: Readonly<Record<string, ProviderErrorKind>> = {
  unauthorized_request: "invalid-key",
  insufficient_funds: "no-balance",
  forbidden_action: "missing-right",
  not_found: "not-found",
  server_error: "transient",
  service_unavailable: "transient",
};

/**
 * Verda names every refusal with a code; the text tells more. A 404 without a code comes from
 * something in between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (status === 429) return null;
  if (!parsed.success) return status === 404 ? "transient" : null;
  if (status >= 500) return null;
  return kindOfText(parsed.data.message) ?? kinds[parsed.data.code] ?? null;
}

/** Throws what went wrong with the one machine an action was asked for, if anything did. */
export function requireDone(results: ActionResults): void {
  const failed = results?.find((one) => one.error || (one.statusCode ?? 0) >= 400);
  if (!failed) return;
  const { error = "", statusCode: status = null } = failed;
  const byStatus = status === null ? null : kindOfStatus({ status, body: {} }, false);
  throw new ProviderError(kindOfText(error ?? "") ?? byStatus ?? "ambiguous", {
    status,
    detail: error ?? "",
  });
}

function kindOfText(text: string): ProviderErrorKind | null {
  if (gone.test(text)) return "not-found";
  if (notYet.test(text)) return "conflict";
  return noCapacity.test(text) ? "no-capacity" : null;
}
