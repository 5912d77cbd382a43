import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { configurationList } from "./wire";

/** The one call of FluidStack's platform API that we make. */
export function fluidstackClient(baseUrl: string) {
  return {
    configurations: (credentials: Credentials, { signal }: CallContext) => {
      const key = credentials.apiKey ?? "";
      return callProvider({
        method: "GET",
        url: `${baseUrl}/list_available_configurations`,
        headers: { "api-key": key },
        answer: configurationList,
        changesMachine: false,
        secrets: [key],
        signal,
      });
    },
  };
}
