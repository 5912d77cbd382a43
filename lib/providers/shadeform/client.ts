import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { instanceTypeList } from "./wire";

/** The HTTP calls of Shadeform's v1 that we make. */
export function shadeformClient(baseUrl: string) {
  return {
    instanceTypes({ apiKey = "" }: Credentials, { signal }: CallContext) {
      return callProvider({
        method: "GET",
        url: `${baseUrl}/instances/types`,
        headers: { "x-api-key": apiKey },
        answer: instanceTypeList,
        changesMachine: false,
        secrets: [apiKey],
        signal,
      });
    },
  };
}
