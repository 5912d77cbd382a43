import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { paysInRupees, serverMeta } from "./wire";

/** The HTTP calls of JarvisLabs that we make; lists are read at the global host. */
export function jarvislabsClient(baseUrl: string) {
  function get<T>(path: string, answer: z.ZodType<T>, { apiKey = "", signal }: Call) {
    return callProvider({
      method: "GET",
      url: `${baseUrl}/misc/${path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      answer,
      changesMachine: false,
      secrets: [apiKey],
      signal,
    });
  }

  return {
    serverMeta({ apiKey }: Credentials, { signal }: CallContext) {
      return get("server_meta", serverMeta, { apiKey, signal });
    },
    paysInRupees({ apiKey }: Credentials, { signal }: CallContext) {
      return get("", paysInRupees, { apiKey, signal });
    },
  };
}

interface Call {
  readonly apiKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
