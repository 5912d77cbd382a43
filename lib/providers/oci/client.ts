import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { list } from "./wire";

/** The keyless HTTP calls of Oracle that we make: two files, each in one piece. */
export function ociClient(priceUrl: string, estimatorUrl: string) {
  function read(url: string, { signal }: CallContext) {
    return callProvider({
      method: "GET",
      url,
      answer: list,
      changesMachine: false,
      secrets: [],
      timeoutMs: 60_000,
      maxBytes: 40_000_000,
      signal,
    });
  }

  return {
    products: (context: CallContext) => read(`${priceUrl}/products/?currencyCode=USD`, context),
    shapes: (context: CallContext) => read(`${estimatorUrl}/shapes.json`, context),
  };
}
