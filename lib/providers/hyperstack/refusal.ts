import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./machine-wire";

/** The word for nearly every refusal is "bad request", so the sentence tells which it is. */
const words: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/insufficient (?:balance|credit|funds)|not enough (?:balance|credit|funds)/i, "no-balance"],
  [
    /(?:out of|not enough|insufficient|no) (?:\w+ )?(?:stock|capacity|resources)|(?:not |un)available/i,
    "no-capacity",
  ],
  [/\bquota\b|\blimits?\b|\bexceed/i, "quota"],
  [/\bcurrently\b|in progress|\balready\b|\bwait\b|must be (?:in|active|shut|hib)/i, "conflict"],
];
const told: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/**
 * What a refusal of Hyperstack means. A 404 in another shape comes from something in between and
 * proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  if (status >= 500 || told.has(status)) return null;
  return words.find(([pattern]) => pattern.test(parsed.data.message))?.[1] ?? null;
}

/**
 * On a launch a name that is taken may be that of the machine which the same call made before, so
 * the account must be looked at.
 */
export function kindOfLaunchRefusal(refused: Refusal): ProviderErrorKind | null {
  const kind = kindOfRefusal(refused);
  const isTaken = kind === "conflict" || (kind === null && refused.status === 409);
  return isTaken ? "transient" : kind;
}
