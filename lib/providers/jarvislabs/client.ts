import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { AdapterSettings, CallContext, Credentials } from "../contract";
import { actPath, type Launchable, placeOf, toResumeBody } from "./machines";
import {
  kindOfEndRefusal,
  kindOfLookRefusal,
  kindOfMakeRefusal,
  kindOfRefusal,
  requireDone,
  requireEnded,
  requireMade,
  requireRead,
} from "./refusal";
import { hostOf, type Region } from "./regions";
import {
  balance,
  type Machine,
  machineAnswer,
  machineList,
  made,
  outcome,
  paysInRupees,
  serverMeta,
  sshKeyList,
  user,
} from "./wire";

/** A machine is answered with its id only after the provider has found it a place. */
const MAKING_MS = 120_000;

/**
 * The HTTP calls of JarvisLabs that we make. Lists are read at the global host, machines are made and
 * changed at their region's own. An answer under status 200 may be a refusal, and is thrown as one.
 */
export function jarvislabsClient({ baseUrl, hosts = {} }: AdapterSettings) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { region, path, ...rest } = request;
    const secret = secretOf(keys);
    return callProvider({
      changesMachine: false,
      kindOf: kindOfRefusal,
      ...rest,
      url: `${rootOf(region)}${path}`,
      headers: { authorization: `Bearer ${secret}` },
      secrets: [secret],
      ...context,
    });
  }

  function rootOf(region: Region | undefined): string {
    const name = region ? hostOf(region) : null;
    return name === null ? baseUrl : (hosts[name] ?? "");
  }

  const get = <T>(path: string, answer: z.ZodType<T>) => {
    return (keys: Credentials, context: CallContext) =>
      call(keys, context, { method: "GET", path, answer });
  };

  async function make(
    keys: Credentials,
    context: CallContext,
    request: Pick<Call<unknown>, "region" | "path" | "body" | "launches">,
  ): Promise<string> {
    const answer = await call(keys, context, {
      ...request,
      method: "POST",
      answer: made,
      changesMachine: true,
      kindOf: kindOfMakeRefusal,
      timeoutMs: MAKING_MS,
    });
    return requireMade(answer, secretOf(keys));
  }

  return {
    serverMeta: get("/misc/server_meta", serverMeta),
    paysInRupees: get("/misc/", paysInRupees),
    user: get("/users/user_info", user),
    balance: get("/users/balance", balance),
    sshKeys: get("/ssh/", sshKeyList),
    async addSshKey(keys: Credentials, body: unknown, context: CallContext): Promise<void> {
      const answer = await call(keys, context, {
        method: "POST",
        path: "/ssh/",
        body,
        answer: outcome,
      });
      requireDone(answer, secretOf(keys));
    },
    async machines(keys: Credentials, context: CallContext): Promise<readonly Machine[]> {
      const answer = await get("/users/fetch", machineList)(keys, context);
      requireRead(answer, secretOf(keys));
      return answer.instances ?? [];
    },
    /** `null` where the answer has none, which it says in several ways. */
    async machine(keys: Credentials, id: string, context: CallContext): Promise<Machine | null> {
      const path = `/users/fetch/${encodeURIComponent(id)}`;
      const look = {
        method: "GET",
        path,
        answer: machineAnswer,
        kindOf: kindOfLookRefusal,
      } as const;
      return (await call(keys, context, look)).instance ?? null;
    },
    launch(keys: Credentials, at: Launchable, body: unknown, context: CallContext) {
      const path = `/templates/${at.template}/create`;
      return make(keys, context, { region: at.region, path, body, launches: true });
    },
    resume(keys: Credentials, machine: Machine, context: CallContext) {
      const { region, template } = placeOf(machine);
      const path = `/templates/${encodeURIComponent(template)}/resume`;
      return make(keys, context, { region, path, body: toResumeBody(machine) });
    },
    async pause(keys: Credentials, machine: Machine, context: CallContext): Promise<void> {
      const answer = await call(keys, context, acting(machine, "pause"));
      requireDone(answer, secretOf(keys));
    },
    async destroy(keys: Credentials, machine: Machine, context: CallContext): Promise<void> {
      const request = { ...acting(machine, "destroy"), kindOf: kindOfEndRefusal };
      requireEnded(await call(keys, context, request), secretOf(keys));
    },
  };
}

export type JarvislabsClient = ReturnType<typeof jarvislabsClient>;

const secretOf = ({ apiKey = "" }: Credentials) => apiKey;

function acting(machine: Machine, act: "pause" | "destroy") {
  const path = `${actPath(machine, act)}?machine_id=${encodeURIComponent(machine.machine_id)}`;
  const { region } = placeOf(machine);
  return { method: "POST", region, path, answer: outcome, changesMachine: true } as const;
}

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
    /** Whose host is asked; the global one if left out. */
    readonly region?: Region;
  };
