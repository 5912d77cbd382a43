import type { Refusal } from "../call";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { refusal } from "./wire";

/** One status stands for many things here, so the text is read first. */
const kindsByText: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/two.?factor/i, "missing-right"],
  [/invalid user key|requires login/i, "invalid-key"],
  [/too frequent|rate_limit/i, "rate-limited"],
  [/lacks? credit|insufficient[_ ](?:credit|funds|balance)/i, "no-balance"],
  [/no_such_ask|no longer available|is not available|currently unavailable/i, "no-capacity"],
  [/invalid_price/i, "no-capacity"],
  [/no_such_(?:instance|volume)/i, "not-found"],
];

const kindOfText = (text: string): ProviderErrorKind | null =>
  kindsByText.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/**
 * What Vast.ai means by a refusal. A bid that the host no longer takes counts as an empty shelf. A
 * 404 in another shape than its own comes from something in between and proves nothing.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  if (status >= 500) return null;
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  const { error, msg } = parsed.data;
  const kind = kindOfText(`${error ?? ""} ${msg ?? ""}`);
  return kind ?? (status === 410 ? "no-capacity" : null);
}

/** What a refusal under status 200 means; `otherwise` where its text tells nothing. */
export function hiddenRefusalError(
  text: string,
  secret: string,
  otherwise: ProviderErrorKind,
): ProviderError {
  const detail = secret === "" ? text : text.replaceAll(secret, "[removed]");
  return new ProviderError(kindOfText(text) ?? otherwise, { status: 200, detail });
}
