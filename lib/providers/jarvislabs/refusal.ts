import type { Refusal } from "../call";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { isDone, refusal, type Told } from "./wire";

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

/**
 * What a refusal means beside its status. Money that is missing comes as 403; a machine that is said
 * to be somebody else's, and a 404 without a machine's name in it, prove nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  const text = parsed.success ? textOf(parsed.data) : "";
  if (status === 401 || status === 429 || status >= 500) return null;
  if (gone.test(text)) return "not-found";
  if (foreign.test(text) || status === 404) return "transient";
  return kindOfWords(text);
}

/** A launch or a resume: words that leave open whether one was made are no refusal, whatever the status. */
export function kindOfMakeRefusal(refused: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(refused.body);
  const isOpen = parsed.success && doubtful.test(textOf(parsed.data));
  return isOpen && refused.status < 500 ? "transient" : kindOfRefusal(refused);
}

/** A look at one machine: one that is said to be somebody else's is not in the account. */
export function kindOfLookRefusal(refused: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(refused.body);
  const isForeign = parsed.success && foreign.test(textOf(parsed.data));
  return isForeign && refused.status < 500 ? "not-found" : kindOfRefusal(refused);
}

/** A destroy may be answered with an error although it works, so only few words are believed. */
export function kindOfEndRefusal(refused: Refusal): ProviderErrorKind | null {
  const kind = kindOfRefusal(refused);
  if (kind === "not-found") return kind;
  return refused.status === 401 || refused.status === 429 ? null : "transient";
}

/** The id of the machine that was made; throws what the answer says instead, whatever its status. */
export function requireMade(
  answer: Told & { readonly machine_id?: string | null | undefined },
  secret: string,
): string {
  const { machine_id: id, ...said } = answer;
  const isDenied = (said.success ?? said.sucess) === false;
  if (id && !isDenied) return id;
  throw failure(id ? "ambiguous" : (kindOfWords(textOf(said)) ?? "ambiguous"), said, secret);
}

/** Throws what an answer says, whatever its status, where it is not that all was done. */
export function requireDone(said: Told, secret: string): void {
  if (isDone(said)) return;
  const text = textOf(said);
  throw failure(gone.test(text) ? "not-found" : (kindOfWords(text) ?? "ambiguous"), said, secret);
}

/** The same where only words that a machine is gone are believed. */
export function requireEnded(said: Told, secret: string): void {
  if (isDone(said)) return;
  throw failure(gone.test(textOf(said)) ? "not-found" : "ambiguous", said, secret);
}

/** Throws where a list, or what else was only read, says that it is none. */
export function requireRead(said: Told, secret: string): void {
  if (!isDone(said)) throw failure("transient", said, secret);
}

function failure(kind: ProviderErrorKind, said: Told, secret: string): ProviderError {
  const text = textOf(said) || "nothing said";
  return new ProviderError(kind, {
    status: 200,
    detail: secret === "" ? text : text.replaceAll(secret, "[removed]"),
  });
}

function kindOfWords(text: string): ProviderErrorKind | null {
  if (doubtful.test(text)) return null;
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function textOf({ message, error, detail }: Told): string {
  const found = [message, error, detail].find((one) => typeof one === "string" && one !== "");
  return typeof found === "string" ? found : "";
}
