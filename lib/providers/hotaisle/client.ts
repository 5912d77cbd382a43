import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { machineList } from "./wire";

/** The HTTP calls of Hot Aisle that we make; paths end with a slash. */
export function hotaisleClient(baseUrl: string) {
  return {
    available(kind: "virtual_machines" | "bare_metal", keys: Credentials, { signal }: CallContext) {
      const { apiKey = "", team = "" } = keys;
      return callProvider({
        method: "GET",
        url: `${baseUrl}/teams/${encodeURIComponent(team)}/${kind}/available/`,
        headers: { authorization: `Token ${apiKey}` },
        answer: machineList,
        changesMachine: false,
        secrets: [apiKey],
        signal,
      });
    },
  };
}
