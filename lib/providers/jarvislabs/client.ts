import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { AdapterSettings, CallContext, Credentials } from "../contract";
import { actPath, type Launchable, placeOf, toResumeBody } from "./machines";
import {
  hiddenMakeRefusal,
  hiddenRefusal,
  kindOfEndRefusal,
  kindOfListRefusal,
  kindOfLookRefusal,
  kindOfMakeRefusal,
  kindOfRefusal,
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
 * changed at their region's own.
 */
export function jarvislabsClient({ baseUrl, hosts = {} }: AdapterSettings) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { apiKey: secret = "" } = keys;
    const { region, path, ...rest } = request;
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
    const { machine_id: id } = await call(keys, context, {
      ...request,
      method: "POST",
      answer: made,
      changesMachine: true,
      hiddenIn: hiddenMakeRefusal,
      kindOf: kindOfMakeRefusal,
      timeoutMs: MAKING_MS,
    });
    return id;
  }

  return {
    serverMeta: get("/misc/server_meta", serverMeta),
    paysInRupees: get("/misc/", paysInRupees),
    user: get("/users/user_info", user),
    balance: get("/users/balance", balance),
    sshKeys: get("/ssh/", sshKeyList),
    async addSshKey(keys: Credentials, body: unknown, context: CallContext): Promise<void> {
      await call(keys, context, { ...doing, method: "POST", path: "/ssh/", body });
    },
    async machines(keys: Credentials, context: CallContext): Promise<readonly Machine[]> {
      const { instances } = await call(keys, context, {
        method: "GET",
        path: "/users/fetch",
        answer: machineList,
        hiddenIn: hiddenRefusal,
        kindOf: kindOfListRefusal,
      });
      return instances ?? [];
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
      await call(keys, context, acting(machine, "pause"));
    },
    async destroy(keys: Credentials, machine: Machine, context: CallContext): Promise<void> {
      await call(keys, context, { ...acting(machine, "destroy"), kindOf: kindOfEndRefusal });
    },
  };
}

export type JarvislabsClient = ReturnType<typeof jarvislabsClient>;

/** What only tells whether it was done. */
const doing = { answer: outcome, hiddenIn: hiddenRefusal } as const;

function acting(machine: Machine, act: "pause" | "destroy") {
  const path = `${actPath(machine, act)}?machine_id=${encodeURIComponent(machine.machine_id)}`;
  const { region } = placeOf(machine);
  return { ...doing, method: "POST", region, path, changesMachine: true } as const;
}

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<
    Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "hiddenIn" | "timeoutMs">
  > & {
    readonly path: string;
    /** Whose host is asked; the global one if left out. */
    readonly region?: Region;
  };
