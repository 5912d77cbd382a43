import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import {
  account,
  done,
  instanceList,
  instanceTypeList,
  me,
  recipeList,
  rented,
  terminated,
} from "./wire";

/** The protocol date whose answers `wire.ts` describes, and the oldest that still rents. */
const VERSION = "2026-09-08";

/** Nobody tells how soon a rental is answered; clients of others wait this long. */
const SLOW_MS = 120_000;

/** Above what any account has: without a limit the server has its own, and does not say which. */
const MOST_LISTED = 10_000;

/** All that may stand, cost money or want to be dismissed. */
const STANDING = ["Initializing", "Active", "Deactivating", "Failed"];

/** Addresses are told only when asked for. Passwords stand behind another flag, never asked for. */
const MASK = { with_connection_info: true };

export type PowerAction = "start" | "stop" | "reset" | "resume";

/** The HTTP calls of CloudRift that we make, each a POST with the version before its data. */
export function cloudriftClient(baseUrl: string) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { apiKey = "" } = keys;
    const { path, data = {}, ...rest } = request;
    return callProvider({
      changesMachine: false,
      kindOf: kindOfRefusal,
      ...rest,
      method: "POST",
      url: `${baseUrl}${path}`,
      ...(apiKey !== "" && { headers: { "x-api-key": apiKey } }),
      body: { version: VERSION, data },
      secrets: [apiKey],
      ...context,
    });
  }

  return {
    /** Needs no key. */
    instanceTypes(context: CallContext) {
      const selector = { ByServiceAndLocation: { services: ["vm"] } };
      const path = "/instance-types/list";
      return call({}, context, { path, data: { selector }, answer: instanceTypeList });
    },
    /** Needs no key. */
    recipes: (context: CallContext) =>
      call({}, context, { path: "/recipes/list", answer: recipeList }),
    me: (keys: Credentials, context: CallContext) =>
      call(keys, context, { path: "/auth/me", answer: me }),
    account: (keys: Credentials, context: CallContext) =>
      call(keys, context, { path: "/account/info", answer: account }),
    rent(keys: Credentials, data: unknown, context: CallContext) {
      return call(keys, context, {
        path: "/instances/rent",
        data,
        answer: rented,
        changesMachine: true,
        launches: true,
        kindOf: kindOfLaunchRefusal,
        timeoutMs: SLOW_MS,
      });
    },
    /** One that ended is answered too; one that is left out may be so for an error. */
    async instance(keys: Credentials, id: string, context: CallContext) {
      const data = { selector: { ById: [id] }, mask: MASK };
      const path = "/instances/list";
      const answer = await call(keys, context, { path, data, answer: instanceList });
      return answer.data.instances.find((one) => one.id === id);
    },
    /** Every machine of the account that has not ended; there are no pages. */
    async instances(keys: Credentials, context: CallContext) {
      const selector = { ByStatus: { statuses: STANDING, limit: MOST_LISTED } };
      const data = { selector, mask: MASK };
      const path = "/instances/list";
      return (await call(keys, context, { path, data, answer: instanceList })).data.instances;
    },
    act(keys: Credentials, id: string, action: PowerAction, context: CallContext) {
      const data = { selector: { ById: [id] } };
      const path = `/instances/${action}`;
      return call(keys, context, { path, data, answer: done, changesMachine: true });
    },
    end(keys: Credentials, id: string, context: CallContext) {
      const data = { selector: { ById: [id] } };
      const path = "/instances/terminate";
      return call(keys, context, { path, data, answer: terminated, changesMachine: true });
    },
  };
}

export type CloudriftClient = ReturnType<typeof cloudriftClient>;

type Call<T> = Pick<ProviderRequest<T>, "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
    readonly data?: unknown;
  };
