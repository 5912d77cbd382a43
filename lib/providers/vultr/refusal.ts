import type { Refusal } from "../call";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { refusal } from "./machine-wire";

const ADDRESS_HINT =
  "Vultr refuses even a right key from an address that is not on the key's access list: add this server's address at my.vultr.com/settings/#settingsapi.";

const words: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/not (currently )?available|unavailable|out of stock|sold out|no capacity/i, "no-capacity"],
  [/\blimits?\b|maximum|quota/i, "quota"],
  [/balance|funds|credit|payment/i, "no-balance"],
  [/already|locked|in progress|must be (stopped|running)|not (attached|running)/i, "conflict"],
];

/**
 * Vultr says most refusals with status 400 and a sentence. A 404 without its sentence comes from
 * something in between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  const { error } = parsed.data;
  if (status === 401 || status === 403) return isAboutAddress(error) ? "missing-right" : null;
  if (status !== 400 && status !== 422) return null;
  return words.find(([pattern]) => pattern.test(error))?.[1] ?? "invalid-request";
}

const isAboutAddress = (text: string) => /\bIP\b/i.test(text);

/** The call's answer; where the key was refused, the error also says what else may be the reason. */
export async function hintingAtAddress<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, status, detail, retryAfterMs } = error;
    if (kind !== "invalid-key" && kind !== "missing-right") throw error;
    throw new ProviderError(kind, { status, retryAfterMs, detail: `${ADDRESS_HINT} ${detail}` });
  }
}
