import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { anyMade, refusal, saysNo, type Told } from "./wire";

const gone = /\b(?:instance|machine)\b.{0,40}\b(?:not found|does not exist|no longer exists)\b/i;
const foreign = /\bdoes not belong\b/i;
/** Words in a refusal that leave open whether something was made all the same. */
const doubtful = /\b(?:created|creating|started|starting|launched|processing|timed? ?out)\b/i;

const words: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [
    /\bno (?:free )?[\w -]{0,40}\b(?:gpus?|devices|capacity)\b.{0,40}\b(?:available|left|right now)\b/i,
    "no-capacity",
  ],
  [/\b(?:insufficient|not enough|out of) (?:gpu )?(?:capacity|stock|gpus?)\b/i, "no-capacity"],
  [/\b(?:gpus?|devices) (?:is|are) (?:not available|unavailable)\b/i, "no-capacity"],
  [/\b(?:insufficient|not enough) (?:balance|funds|credits?)\b/i, "no-balance"],
  [/\b(?:reached|exceeds?|exceeded) (?:the|your) [\w ]{0,40}\b(?:limit|quota)\b/i, "quota"],
  [/\b(?:already|not) (?:running|paused)\b|\bis (?:pausing|resuming|creating)\b/i, "conflict"],
];

/** The refusal that hides under status 200: an answer that says of itself that it is none. */
export function hiddenRefusal(body: unknown): Refusal | null {
  const said = refusal.safeParse(body).data;
  return said && saysNo(said) ? { status: 200, body } : null;
}

/** A launch or a resume: no machine in the answer is a refusal too. */
export function hiddenMakeRefusal(body: unknown): Refusal | null {
  const isNone = anyMade.safeParse(body).data?.machine_id === null;
  return isNone ? { status: 200, body } : hiddenRefusal(body);
}

/**
 * What a refusal means beside its status. Money that is missing comes as 403; a machine that is said
 * to be somebody else's, and a 404 without a machine's name in it, prove nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const text = textIn(body);
  if (status === 401 || status === 429 || status >= 500) return null;
  if (gone.test(text)) return "not-found";
  if (foreign.test(text) || status === 404) return "transient";
  return kindOfWords(text);
}

/**
 * A launch or a resume: words that leave open whether one was made are no refusal, whatever the status,
 * and under status 200 neither are those that come beside a machine.
 */
export function kindOfMakeRefusal(refused: Refusal): ProviderErrorKind | null {
  const { status, body } = refused;
  if (status === 200) {
    return anyMade.safeParse(body).data?.machine_id === null ? kindOfWords(textIn(body)) : null;
  }
  return doubtful.test(textIn(body)) && status < 500 ? "transient" : kindOfRefusal(refused);
}

/** A list: where one says under status 200 that it is none, it has no word about any machine. */
export function kindOfListRefusal(refused: Refusal): ProviderErrorKind | null {
  return refused.status === 200 ? "transient" : kindOfRefusal(refused);
}

/** A look at one machine: one that is said to be somebody else's is not in the account. */
export function kindOfLookRefusal(refused: Refusal): ProviderErrorKind | null {
  const isForeign = foreign.test(textIn(refused.body));
  return isForeign && refused.status < 500 ? "not-found" : kindOfRefusal(refused);
}

/** A destroy may be answered with an error although it works, so only few words are believed. */
export function kindOfEndRefusal(refused: Refusal): ProviderErrorKind | null {
  const kind = kindOfRefusal(refused);
  if (kind === "not-found") return kind;
  return refused.status === 401 || refused.status === 429 ? null : "transient";
}

function kindOfWords(text: string): ProviderErrorKind | null {
  if (doubtful.test(text)) return null;
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function textIn(body: unknown): string {
  const parsed = refusal.safeParse(body);
  return parsed.success ? textOf(parsed.data) : "";
}

function textOf({ message, error, detail }: Told): string {
  const found = [message, error, detail].find((one) => typeof one === "string" && one !== "");
  return typeof found === "string" ? found : "";
}
