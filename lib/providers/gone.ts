import { ProviderError } from "./errors";

/** The call's answer, or `instead` where the provider says that the thing does not exist. */
export async function goneIs<T, N>(instead: N, call: Promise<T>): Promise<T | N> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not-found") return instead;
    throw error;
  }
}

/**
 * A call's answer, or `null` where the machine is gone: by the provider's clear word, or by any
 * other 404 where the account's list does not have it either.
 */
export async function goneByList<T>(
  call: Promise<T>,
  isListed: () => Promise<boolean>,
): Promise<T | null> {
  try {
    return await goneIs(null, call);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.status !== 404) throw error;
    if (await isListed()) throw error;
    return null;
  }
}
