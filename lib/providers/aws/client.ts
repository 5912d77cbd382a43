import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext } from "../contract";
import { goneIs } from "../gone";
import { locationMap, onDemandMap, spotFile } from "./wire";

const LOCATIONS = "/locations/1.0/aws/current/locations.json";
const ON_DEMAND = "/pricing/2.0/meteredUnitMaps/ec2/USD/current/ec2-ondemand-without-sec-sel";

/** The keyless HTTP calls of Amazon's price pages that we make. */
export function awsClient(baseUrl: string, spotUrl: string) {
  function read<T>(url: string, answer: z.ZodType<T>, { signal, kindOf }: Reading) {
    return callProvider({
      method: "GET",
      url,
      answer,
      changesMachine: false,
      secrets: [],
      timeoutMs: 30_000,
      maxBytes: 30_000_000,
      signal,
      ...(kindOf && { kindOf }),
    });
  }

  return {
    locations: (context: CallContext) => read(`${baseUrl}${LOCATIONS}`, locationMap, context),
    /** Linux prices of a region by its full name; `null` where the region has no such file. */
    onDemand(region: string, context: CallContext) {
      const url = `${baseUrl}${ON_DEMAND}/${encodeURIComponent(region)}/Linux/index.json`;
      return goneIs(null, read(url, onDemandMap, { ...context, kindOf: missingFile }));
    },
    spot: (context: CallContext) => read(`${spotUrl}/spot.json`, spotFile, context),
  };
}

interface Reading extends CallContext {
  readonly kindOf?: ProviderRequest<unknown>["kindOf"];
}

/** Files lie in a store that answers with XML for a name it does not have. */
const missingFile: ProviderRequest<unknown>["kindOf"] = ({ status }) =>
  status === 404 ? "not-found" : null;
