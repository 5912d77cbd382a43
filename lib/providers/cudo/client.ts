import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { machineTypeList } from "./wire";

/** The keyless HTTP call of CUDO Compute that we make. */
export function cudoClient(baseUrl: string) {
  return {
    machineTypes({ signal }: CallContext) {
      return callProvider({
        method: "GET",
        url: `${baseUrl}/vms/machine-types-2`,
        answer: machineTypeList,
        changesMachine: false,
        secrets: [],
        signal,
      });
    },
  };
}
