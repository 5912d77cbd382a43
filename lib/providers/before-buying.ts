import { ProviderError } from "./errors";

/**
 * What a launch needs before the paid request. Whatever goes wrong here, that request was surely
 * never sent, and the failure says so.
 */
export async function beforeBuying<T>(prepare: Promise<T>): Promise<T> {
  try {
    return await prepare;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { status, detail, retryAfterMs } = error;
    const kind = error.kind === "ambiguous" ? "transient" : error.kind;
    throw new ProviderError(kind, { status, detail, retryAfterMs, isUnsent: true });
  }
}
