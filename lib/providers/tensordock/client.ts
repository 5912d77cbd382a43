import { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { kindOfStatus } from "../kind-of-status";
import { type HiddenRefusal, hiddenRefusal, locationList } from "./wire";

/** The HTTP calls of TensorDock's v2 that we make. A 2xx answer may hold a refusal instead. */
export function tensordockClient(baseUrl: string) {
  return {
    async locations({ apiKey = "" }: Credentials, { signal }: CallContext) {
      const answer = await callProvider({
        method: "GET",
        url: `${baseUrl}/locations`,
        headers: { authorization: `Bearer ${apiKey}` },
        answer: z.union([locationList, hiddenRefusal]),
        changesMachine: false,
        secrets: [apiKey],
        signal,
      });
      if ("error" in answer) throw refusalError(answer, apiKey);
      return answer.data.locations;
    },
  };
}

function refusalError({ error, status }: HiddenRefusal, apiKey: string): ProviderError {
  const kind = kindOfStatus({ status, body: { error } }, false) ?? "transient";
  const detail = apiKey === "" ? error : error.replaceAll(apiKey, "[removed]");
  return new ProviderError(kind, { status, detail });
}
