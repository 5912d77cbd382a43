import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { productList } from "./wire";

/** The HTTP calls of Novita's GPU instances (v1) that we make. */
export function novitaClient(baseUrl: string) {
  return {
    /** What can be had one way of paying; stock differs between them. */
    products(method: "onDemand" | "spot", { apiKey = "" }: Credentials, { signal }: CallContext) {
      return callProvider({
        method: "GET",
        url: `${baseUrl}/products?billingMethod=${method}`,
        headers: { authorization: `Bearer ${apiKey}` },
        answer: productList,
        changesMachine: false,
        secrets: [apiKey],
        signal,
      });
    },
  };
}
