import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./machine-wire";

const gone = /\binstance\b.*\b(?:not found|deleted|(?:does not|doesn't) exist)\b/i;

const words: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/(?:not|un) ?(?:currently )?available|out of stock|sold out|capacity/i, "no-capacity"],
  [/balance|funds|credit|wallet|payment|billing/i, "no-balance"],
  [/\blimits?\b|maximum|quota/i, "quota"],
  [/already|in progress|(?:only|not yet|cannot) be deleted|not active/i, "conflict"],
];

/**
 * Shadeform says why in a sentence, and publishes none of them. A 404 that does not speak of an
 * instance comes from something in between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  const { message } = parsed.data;
  if (status === 404) return gone.test(message) ? "not-found" : "transient";
  if (status === 401 || status === 429 || status >= 500) return null;
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
