import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { instanceTypeList } from "./wire";

/** The protocol date whose answers `wire.ts` describes; the server keeps older ones working. */
const VERSION = "2025-05-29";

/** The keyless HTTP calls of CloudRift that we make. */
export function cloudriftClient(baseUrl: string) {
  return {
    instanceTypes({ signal }: CallContext) {
      const selector = { ByServiceAndLocation: { services: ["vm"] } };
      return callProvider({
        method: "POST",
        url: `${baseUrl}/instance-types/list`,
        body: { version: VERSION, data: { selector } },
        answer: instanceTypeList,
        changesMachine: false,
        secrets: [],
        signal,
      });
    },
  };
}
