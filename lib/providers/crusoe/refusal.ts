import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { failure, type Operation, refusal } from "./wire";

/**
 * In the words of a refusal or of a failed operation, each for what it surely means. Where there is
 * one of our name already, an earlier try made it: nothing was refused.
 */
const words: readonly [RegExp, ProviderErrorKind][] = [
  [/out[_ ]of[_ ]stock/i, "no-capacity"],
  [/quota/i, "quota"],
  [/already[_ ]exists/i, "transient"],
];

/**
 * Crusoe gives every refusal a code and a message. A 404 in another shape comes from something in
 * between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  if (status !== 400 && status !== 403 && status !== 409) return null;
  return kindOfWords(`${parsed.data.code} ${parsed.data.message}`);
}

/** What words surely mean; `null` where they mean nothing known. */
export function kindOfWords(text: string): ProviderErrorKind | null {
  return words.find(([word]) => word.test(text))?.[1] ?? null;
}

/** Why an operation failed: a code, and words for people. */
export function failureOf({ result }: Pick<Operation, "result">): {
  readonly code: string | null;
  readonly detail: string;
} {
  const { code, message } = failure.safeParse(result).data ?? {};
  return { code: code ?? null, detail: message ?? code ?? "no reason told" };
}
