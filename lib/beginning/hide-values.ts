import { ProviderError } from "@/lib/providers/errors";

const HIDDEN = "[removed]";
/** Fewer characters of a value than this tell nothing of it. */
const SHORTEST_PART = 4;

/**
 * Runs a provider call that carries secret values. An answer that repeats one of them is kept
 * without it: an error's detail is stored and shown.
 */
export async function hidingValues<T>(values: readonly string[], call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, status, retryAfterMs, isUnsent, isUnmade } = error;
    throw new ProviderError(kind, {
      status,
      retryAfterMs,
      isUnsent,
      isUnmade,
      detail: withoutValues(error.detail, values),
    });
  }
}

/**
 * A text with every secret value taken out, as it is and as JSON writes it; one that the text's end
 * cuts off is taken out too. Pure.
 */
export function withoutValues(text: string, values: readonly string[]): string {
  return values
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .filter((value) => value !== "")
    .toSorted((one, other) => other.length - one.length)
    .reduce((clean, value) => withoutCutOff(clean.replaceAll(value, HIDDEN), value), text);
}

function withoutCutOff(text: string, value: string): string {
  for (let length = value.length - 1; length >= SHORTEST_PART; length -= 1) {
    if (text.endsWith(value.slice(0, length))) return text.slice(0, -length) + HIDDEN;
  }
  return text;
}
