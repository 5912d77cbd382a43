import { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { machineAnswer, machinePage } from "./machine-wire";
import { hiddenRefusalError, kindOfRefusal } from "./refusal";
import {
  chargePage,
  done,
  hiddenRefusal,
  launched,
  leftover,
  logRequest,
  offerList,
  sshKeyList,
  user,
  volumeList,
} from "./wire";

/** The most machines that one page holds. */
const PAGE_SIZE = 25;
const LOG_LINES = 500;

/** The HTTP calls of Vast.ai that we make, one function each; paths end with a slash. */
export function vastaiClient(baseUrl: string) {
  /** A refusal may come under status 200. */
  async function call<T>(
    credentials: Credentials,
    context: CallContext,
    request: Call<T>,
  ): Promise<T> {
    const { path, answer: shape, changesMachine = false, noticed, ...rest } = request;
    const { apiKey = "" } = credentials;
    const answer = await callProvider({
      kindOf(refusal) {
        noticed?.(refusal.body);
        return kindOfRefusal(refusal);
      },
      ...rest,
      url: `${baseUrl}${path}`,
      ...(apiKey !== "" && { headers: { authorization: `Bearer ${apiKey}` } }),
      answer: z.union([shape.transform((good) => ({ good })), refused]),
      changesMachine,
      secrets: [apiKey],
      timeoutMs: changesMachine ? 60_000 : 20_000,
      ...context,
    });
    if ("good" in answer) return answer.good;
    noticed?.(answer.hidden);
    const text = `${answer.hidden.error ?? ""} ${answer.hidden.msg ?? ""}`.trim();
    throw hiddenRefusalError(text, apiKey, changesMachine ? "invalid-request" : "transient");
  }

  const change = (method: "PUT" | "DELETE", path: string, body?: unknown) =>
    ({ method, path, body, answer: done, changesMachine: true }) as const;

  return {
    asks(credentials: Credentials, body: unknown, context: CallContext) {
      const path = "/v0/bundles/";
      return call(credentials, context, { method: "POST", path, body, answer: offerList });
    },
    /** `onLeftover` hears of an instance that a refused call has made all the same. */
    accept(credentials: Credentials, offer: AcceptedAsk, context: CallContext) {
      const { id, body, onLeftover } = offer;
      return call(credentials, context, {
        method: "PUT",
        path: `/v0/asks/${id}/`,
        body,
        answer: launched,
        changesMachine: true,
        launches: true,
        noticed(body) {
          const left = leftover.safeParse(body);
          if (left.success) onLeftover(String(left.data.new_contract));
        },
      });
    },
    machines(credentials: Credentials, page: MachinePage, context: CallContext) {
      const query = new URLSearchParams({ limit: String(page.limit ?? PAGE_SIZE) });
      if (page.after !== undefined) query.set("after_token", page.after);
      const path = `/v1/instances/?${query}`;
      return call(credentials, context, { method: "GET", path, answer: machinePage });
    },
    machine(credentials: Credentials, id: string, context: CallContext) {
      const path = machinePath(id);
      return call(credentials, context, { method: "GET", path, answer: machineAnswer });
    },
    setState(credentials: Credentials, id: string, state: State, context: CallContext) {
      return call(credentials, context, change("PUT", machinePath(id), { state }));
    },
    reboot(credentials: Credentials, id: string, context: CallContext) {
      const path = `/v0/instances/reboot/${encodeURIComponent(id)}/`;
      return call(credentials, context, change("PUT", path));
    },
    destroy(credentials: Credentials, id: string, context: CallContext) {
      return call(credentials, context, change("DELETE", machinePath(id)));
    },
    requestLogs(credentials: Credentials, id: string, context: CallContext) {
      const path = `/v0/instances/request_logs/${encodeURIComponent(id)}/`;
      const body = { tail: String(LOG_LINES) };
      return call(credentials, context, { method: "PUT", path, body, answer: logRequest });
    },
    user(credentials: Credentials, context: CallContext) {
      const path = "/v0/users/current/";
      return call(credentials, context, { method: "GET", path, answer: user });
    },
    sshKeys(credentials: Credentials, context: CallContext) {
      const path = "/v0/ssh/";
      return call(credentials, context, { method: "GET", path, answer: sshKeyList });
    },
    addSshKey(credentials: Credentials, publicKey: string, context: CallContext) {
      const body = { ssh_key: publicKey };
      const path = "/v0/ssh/";
      return call(credentials, context, { method: "POST", path, body, answer: done });
    },
    charges(credentials: Credentials, query: URLSearchParams, context: CallContext) {
      const path = `/v0/charges/?${query}`;
      return call(credentials, context, { method: "GET", path, answer: chargePage });
    },
    volumes(credentials: Credentials, context: CallContext) {
      const path = "/v0/volumes/";
      return call(credentials, context, { method: "GET", path, answer: volumeList });
    },
    removeVolume(credentials: Credentials, id: number, context: CallContext) {
      return call(credentials, context, change("DELETE", "/v0/volumes/", { id }));
    },
  };
}

export type VastaiClient = ReturnType<typeof vastaiClient>;

type State = "stopped" | "running";

interface AcceptedAsk {
  readonly id: number;
  readonly body: unknown;
  readonly onLeftover: (id: string) => void;
}

interface MachinePage {
  readonly limit?: number;
  readonly after?: string | undefined;
}

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches">> & {
    readonly path: string;
    /** Sees the body of every refusal. */
    readonly noticed?: (body: unknown) => void;
  };

const refused = hiddenRefusal.loose().transform((hidden) => ({ hidden }));
const machinePath = (id: string) => `/v0/instances/${encodeURIComponent(id)}/`;
