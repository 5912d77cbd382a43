import { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import {
  balance,
  machineList,
  sshKey,
  sshKeyList,
  user,
  virtualMachine,
  vmList,
  vmState,
} from "./wire";

export type PowerAction = "start" | "shutdown" | "reboot";

/** Launches and ends are answered only when they are done, and go on if nobody waits for them. */
const BLOCKING_MS = 120_000;

/** The HTTP calls of Hot Aisle that we make; paths end with a slash. */
export function hotaisleClient(baseUrl: string) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { apiKey = "" } = keys;
    const { path, ...rest } = request;
    return callProvider({
      changesMachine: false,
      kindOf: kindOfRefusal,
      ...rest,
      url: `${baseUrl}${path}`,
      headers: { authorization: `Token ${apiKey}` },
      secrets: [apiKey],
      ...context,
    });
  }

  const get = <T>(keys: Credentials, context: CallContext, path: string, answer: z.ZodType<T>) =>
    call(keys, context, { method: "GET", path, answer });

  return {
    available(kind: "virtual_machines" | "bare_metal", keys: Credentials, context: CallContext) {
      return get(keys, context, `${teamPath(keys)}/${kind}/available/`, machineList);
    },
    user: (keys: Credentials, context: CallContext) => get(keys, context, "/user/", user),
    balance(keys: Credentials, context: CallContext) {
      return get(keys, context, `${teamPath(keys)}/balance/`, balance);
    },
    sshKeys(keys: Credentials, context: CallContext) {
      return get(keys, context, "/user/ssh_keys/", sshKeyList);
    },
    addSshKey(keys: Credentials, publicKey: string, context: CallContext) {
      const body = { authorized_key: publicKey };
      const path = "/user/ssh_keys/";
      return call(keys, context, { method: "POST", path, body, answer: sshKey });
    },
    machines(keys: Credentials, context: CallContext) {
      return get(keys, context, vmPath(keys), vmList);
    },
    machine(keys: Credentials, name: string, context: CallContext) {
      return get(keys, context, vmPath(keys, name), virtualMachine);
    },
    state(keys: Credentials, name: string, context: CallContext) {
      return get(keys, context, `${vmPath(keys, name)}state/`, vmState);
    },
    launch(keys: Credentials, body: unknown, context: CallContext) {
      return call(keys, context, {
        method: "POST",
        path: vmPath(keys),
        body,
        answer: virtualMachine,
        changesMachine: true,
        launches: true,
        kindOf: kindOfLaunchRefusal,
        timeoutMs: BLOCKING_MS,
      });
    },
    act(keys: Credentials, name: string, action: PowerAction, context: CallContext) {
      const path = `${vmPath(keys, name)}${action}/`;
      return call(keys, context, { ...changing, method: "POST", path });
    },
    /** Also before the least time is over, which is billed all the same. */
    end(keys: Credentials, name: string, context: CallContext) {
      const path = `${vmPath(keys, name)}?force=true`;
      return call(keys, context, { ...changing, method: "DELETE", path, timeoutMs: BLOCKING_MS });
    },
  };
}

export type HotaisleClient = ReturnType<typeof hotaisleClient>;

const changing = { changesMachine: true, answer: z.undefined() } as const;

const teamPath = ({ team = "" }: Credentials) => `/teams/${encodeURIComponent(team)}`;

function vmPath(keys: Credentials, name?: string): string {
  const all = `${teamPath(keys)}/virtual_machines/`;
  return name === undefined ? all : `${all}${encodeURIComponent(name)}/`;
}

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
  };
