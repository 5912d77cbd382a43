import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";

/** What the host of a virtual machine says of one in the wrong state. */
const wrongState = /\b(?:domain|vm|machine) is (?:not|already) running\b/i;

/**
 * Hot Aisle says why in a JSON string. A 404 in another shape comes from something in between and
 * proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  if (status < 500 && typeof body === "string" && wrongState.test(body)) return "conflict";
  if (status !== 404) return null;
  return typeof body === "string" ? "not-found" : "transient";
}

/** On a launch 401 says that the team has all the machines it may have, not that the key is wrong. */
export function kindOfLaunchRefusal(refusal: Refusal): ProviderErrorKind | null {
  if (refusal.status === 401) return "quota";
  const kind = kindOfRefusal(refusal);
  return kind === "not-found" ? "no-capacity" : kind;
}
