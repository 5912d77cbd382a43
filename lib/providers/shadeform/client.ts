import { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { instance, instanceList, made, sshKeyList } from "./machine-wire";
import { kindOfRefusal } from "./refusal";
import { instanceTypeList } from "./wire";

/** The HTTP calls of Shadeform's v1 that we make. */
export function shadeformClient(baseUrl: string) {
  function call<T>(credentials: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { apiKey = "" } = credentials;
    const { path, ...rest } = request;
    return callProvider({
      changesMachine: false,
      kindOf: kindOfRefusal,
      ...rest,
      url: `${baseUrl}${path}`,
      headers: { "x-api-key": apiKey },
      secrets: [apiKey],
      ...context,
    });
  }

  return {
    /** Of one cloud and type, or of all. */
    instanceTypes(keys: Credentials, context: CallContext, only: Record<string, string> = {}) {
      const query = new URLSearchParams(only).toString();
      const path = `/instances/types${query && `?${query}`}`;
      return call(keys, context, { method: "GET", path, answer: instanceTypeList });
    },
    instances(keys: Credentials, context: CallContext) {
      return call(keys, context, { method: "GET", path: "/instances", answer: instanceList });
    },
    instance(keys: Credentials, id: string, context: CallContext) {
      return call(keys, context, { method: "GET", path: pathOf(id, "info"), answer: instance });
    },
    launch(keys: Credentials, body: unknown, context: CallContext) {
      const path = "/instances/create";
      const launching = { changesMachine: true, launches: true } as const;
      return call(keys, context, { method: "POST", path, body, answer: made, ...launching });
    },
    act(keys: Credentials, id: string, verb: "restart" | "delete", context: CallContext) {
      const changing = { changesMachine: true, answer: z.undefined() } as const;
      return call(keys, context, { method: "POST", path: pathOf(id, verb), ...changing });
    },
    sshKeys(keys: Credentials, context: CallContext) {
      return call(keys, context, { method: "GET", path: "/sshkeys", answer: sshKeyList });
    },
    addSshKey(keys: Credentials, body: unknown, context: CallContext) {
      return call(keys, context, { method: "POST", path: "/sshkeys/add", body, answer: made });
    },
  };
}

export type ShadeformClient = ReturnType<typeof shadeformClient>;

const pathOf = (id: string, verb: string) => `/instances/${encodeURIComponent(id)}/${verb}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches">> & { readonly path: string };
