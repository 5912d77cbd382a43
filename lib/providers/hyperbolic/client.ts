import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { nodeList } from "./wire";

/** The keyless HTTP call of Hyperbolic that we make. */
export function hyperbolicClient(baseUrl: string) {
  return {
    marketplace({ signal }: CallContext) {
      return callProvider({
        method: "POST",
        url: `${baseUrl}/v1/marketplace`,
        body: { filters: {} },
        answer: nodeList,
        changesMachine: false,
        secrets: [],
        signal,
      });
    },
  };
}
