import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials, VolumePair } from "../contract";
import { ProviderError } from "../errors";
import { kindOfRefusal } from "./refusal";
import { verdaTokens } from "./token";
import {
  actionResults,
  availabilityList,
  balanceAnswer,
  instance,
  instanceList,
  locationList,
  madeId,
  sshKeyList,
  typeList,
  volumeList,
} from "./wire";

export type InstanceAction = "start" | "shutdown" | "hibernate" | "restore" | "delete";

/** The HTTP calls of Verda's v1 that we make, one function each, behind tokens of their own. */
export function verdaClient(baseUrl: string) {
  const tokens = verdaTokens(baseUrl);

  async function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const token = await tokens.take(keys, context);
    try {
      return await send(token, keys, context, request);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== "invalid-key") throw error;
      return send(await tokens.renew(keys, token, context), keys, context, request);
    }
  }

  function send<T>(token: string, keys: Credentials, context: CallContext, request: Call<T>) {
    const { path, ...rest } = request;
    return callProvider({
      changesMachine: false,
      timeoutMs: request.method === "GET" ? 20_000 : 60_000,
      ...rest,
      url: `${baseUrl}${path}`,
      headers: { authorization: `Bearer ${token}` },
      secrets: [token, keys.clientId ?? "", keys.clientSecret ?? ""],
      kindOf: kindOfRefusal,
      ...context,
    });
  }

  function get<T>(path: string, answer: z.ZodType<T>) {
    return (keys: Credentials, context: CallContext) =>
      call(keys, context, { method: "GET", path, answer });
  }

  function actOnVolume(action: "attach" | "detach") {
    return (keys: Credentials, { volumeId, instanceId }: VolumePair, context: CallContext) => {
      const body = { id: volumeId, action, instance_id: instanceId };
      const path = "/volumes";
      return call(keys, context, { ...changing, method: "PUT", path, body, answer: actionResults });
    };
  }

  return {
    dropToken: tokens.drop,
    types: get("/instance-types?currency=usd", typeList),
    locations: get("/locations", locationList),
    freeOnDemand: get("/instance-availability?is_spot=false", availabilityList),
    freeSpot: get("/instance-availability?is_spot=true", availabilityList),
    balance: get("/balance", balanceAnswer),
    instances: get("/instances", instanceList),
    volumes: get("/volumes", volumeList),
    sshKeys: get("/sshkeys", sshKeyList),
    attach: actOnVolume("attach"),
    detach: actOnVolume("detach"),
    instance(keys: Credentials, id: string, context: CallContext) {
      return get(`/instances/${encodeURIComponent(id)}`, instance)(keys, context);
    },
    deploy(keys: Credentials, body: unknown, context: CallContext) {
      const path = "/instances";
      return call(keys, context, { ...changing, ...making, launches: true, path, body });
    },
    act(keys: Credentials, id: string, action: InstanceAction, context: CallContext) {
      const [path, body] = ["/instances", { id: [id], action }];
      return call(keys, context, { ...changing, method: "PUT", path, body, answer: actionResults });
    },
    removeVolume(keys: Credentials, id: string, context: CallContext) {
      const path = `/volumes/${encodeURIComponent(id)}`;
      return call(keys, context, { ...changing, method: "DELETE", path, answer: actionResults });
    },
    addSshKey(keys: Credentials, body: unknown, context: CallContext) {
      return call(keys, context, { ...making, path: "/sshkeys", body });
    },
  };
}

export type VerdaClient = ReturnType<typeof verdaClient>;

const changing = { changesMachine: true } as const;
/** An id comes as a JSON string in some versions, and as plain text. */
function readId({ text }: { readonly text: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

const making = { method: "POST", answer: madeId, read: readId } as const;

interface Call<T> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
  readonly changesMachine?: boolean;
  readonly launches?: boolean;
  readonly read?: (response: { readonly text: string }) => unknown;
}
