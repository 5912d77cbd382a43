import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./machine-wire";

const words: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/(not|un) ?(currently )?available|capacity|temporarily disabled/i, "no-capacity"],
  [/\blimits?\b|exceed|quota/i, "quota"],
  [/billing|payment|balance|funds/i, "no-balance"],
  [/pending event|already|in progress|locked|attached|currently (on|off)/i, "conflict"],
];

/**
 * DigitalOcean says with one 422 that input is wrong, that a region has no machine left and that the
 * account may have no more: only the sentence tells them apart. A 404 without its code comes from
 * something in between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  const { id, message } = parsed.data;
  if (status === 404) return id === "not_found" ? null : "transient";
  if (status === 403) return /\blimits?\b|quota/i.test(message) ? "quota" : null;
  if (status !== 422) return null;
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? "invalid-request";
}
