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
