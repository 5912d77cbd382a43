import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { hiddenRefusal, kindOfRefusal } from "./refusal";
import { accepted, instanceList, locationList, madeInstance, oneInstance } from "./wire";

/** A launch is answered only once the machine is made, which takes one to two minutes. */
const LAUNCH_MS = 150_000;
const CHANGE_MS = 90_000;

/** The HTTP calls of TensorDock's v2 that we make. */
export function tensordockClient(baseUrl: string) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { apiKey = "" } = keys;
    const { path, ...rest } = request;
    return callProvider({
      changesMachine: request.method !== "GET",
      ...(request.method !== "GET" && { timeoutMs: CHANGE_MS }),
      ...rest,
      url: `${baseUrl}${path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      kindOf: kindOfRefusal,
      hiddenIn: hiddenRefusal,
      secrets: [apiKey],
      ...context,
    });
  }

  return {
    /** Empty, and not refused, where the key is wrong. */
    locations(keys: Credentials, context: CallContext) {
      return call(keys, context, { method: "GET", path: "/locations", answer: locationList });
    },
    instances(keys: Credentials, context: CallContext) {
      return call(keys, context, { method: "GET", path: "/instances", answer: instanceList });
    },
    instance(keys: Credentials, id: string, context: CallContext) {
      return call(keys, context, { method: "GET", path: pathOf(id), answer: oneInstance });
    },
    launch(keys: Credentials, body: unknown, context: CallContext) {
      return call(keys, context, {
        method: "POST",
        path: "/instances",
        body,
        answer: madeInstance,
        launches: true,
        timeoutMs: LAUNCH_MS,
      });
    },
    act(keys: Credentials, id: string, action: "start" | "stop", context: CallContext) {
      const path = `${pathOf(id)}/${action}`;
      return call(keys, context, { method: "POST", path, answer: accepted });
    },
    end(keys: Credentials, id: string, context: CallContext) {
      return call(keys, context, { method: "DELETE", path: pathOf(id), answer: accepted });
    },
  };
}

export type TensordockClient = ReturnType<typeof tensordockClient>;

const pathOf = (id: string) => `/instances/${encodeURIComponent(id)}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "launches" | "timeoutMs">> & { readonly path: string };
