import { callProvider } from "../call";
import type { CallContext } from "../contract";
import { catalog } from "./wire";

/** Whose catalogue is read: a subsidiary decides on currency and tax. */
const SUBSIDIARY = "DE";

/** The keyless HTTP calls of OVHcloud that we make. The catalogue holds the whole public cloud. */
export function ovhcloudClient(baseUrl: string) {
  return {
    catalog({ signal }: CallContext) {
      return callProvider({
        method: "GET",
        url: `${baseUrl}/order/catalog/public/cloud?ovhSubsidiary=${SUBSIDIARY}`,
        answer: catalog,
        changesMachine: false,
        secrets: [],
        timeoutMs: 60_000,
        maxBytes: 60_000_000,
        signal,
      });
    },
  };
}
