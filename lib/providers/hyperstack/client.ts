import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { flavorList, pricebook, stockList } from "./wire";

/** The HTTP calls of Hyperstack's v1 that we make. The header is not the usual one. */
export function hyperstackClient(baseUrl: string) {
  function get<T>(path: string, answer: z.ZodType<T>, { apiKey = "", signal }: Call) {
    return callProvider({
      method: "GET",
      url: `${baseUrl}${path}`,
      headers: { api_key: apiKey },
      answer,
      changesMachine: false,
      secrets: [apiKey],
      signal,
    });
  }

  return {
    /** What is sold, what a single GPU costs, and how much is left. */
    async priceLists({ apiKey }: Credentials, { signal }: CallContext) {
      const call = { apiKey, signal };
      const [flavors, prices, stocks] = await Promise.all([
        get("/core/flavors", flavorList, call),
        get("/pricebook", pricebook, call),
        get("/core/stocks", stockList, call),
      ]);
      return { groups: flavors.data, prices, stocks: stocks.stocks };
    },
  };
}

interface Call {
  readonly apiKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
