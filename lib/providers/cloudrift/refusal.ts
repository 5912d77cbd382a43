import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";

/**
 * CloudRift refuses in a line of bare text, whose words no document lists. A page of HTML, and any
 * 404 (no call has one), come from something in between.
 */
export function kindOfRefusal({ status, text = "" }: Refusal): ProviderErrorKind | null {
  if (status === 404) return "transient";
  const isOwnLine = text !== "" && !text.trimStart().startsWith("<");
  if (!isOwnLine) return null;
  switch (status) {
    case 400:
      return wrongState.test(text) ? "conflict" : "invalid-request";
    case 401:
      return "invalid-key";
    case 403:
      return "missing-right";
    default:
      return null;
  }
}

/** What the host of a virtual machine says of one in the wrong state. */
const wrongState = /\b(?:domain|vm|instance) is (?:not|already) (?:running|paused)\b/i;

/** A type that is not sold in the data centre is "not found" there, like one that is sold out. */
const launchWords: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/balance|funds|credit/i, "no-balance"],
  [/\b(?:limit|quota)\b/i, "quota"],
  [/not found|\bno nodes?\b|not available|no available|capacity/i, "no-capacity"],
];

export function kindOfLaunchRefusal(refusal: Refusal): ProviderErrorKind | null {
  const kind = kindOfRefusal(refusal);
  if (kind !== "invalid-request") return kind;
  return launchWords.find(([words]) => words.test(refusal.text ?? ""))?.[1] ?? kind;
}
