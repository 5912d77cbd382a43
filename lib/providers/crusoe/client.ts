import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { kindOfRefusal } from "./refusal";
import { sign, toUrl } from "./sign";
import {
  begun,
  type CrusoeMachine,
  capacityList,
  disk,
  diskList,
  identity,
  machine,
  machinePage,
  operationAnswer,
  operationList,
  projectList,
  sshKeyList,
  typeList,
} from "./wire";

export type MachineAction = "START" | "STOP" | "RESET";

/** What operations are about: each has a place of its own. */
export type Place = "machines" | "disks";

const PAGE_SIZE = "100";
const MOST_PAGES = 100;

/** The HTTP calls of Crusoe's v1 that we make, each signed with the time it is sent at. */
export function crusoeClient(baseUrl: string, clock: { now(): Date }) {
  function call<T>(keys: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const { path, query = {}, ...rest } = request;
    const url = toUrl(`${baseUrl}${path}`, query);
    const { signature, headers } = sign(keys, { method: request.method, url, at: clock.now() });
    return callProvider({
      changesMachine: false,
      ...rest,
      url: url.href,
      headers,
      secrets: [keys.secretKey ?? "", signature],
      kindOf: kindOfRefusal,
      ...context,
    });
  }

  function get<T>(
    path: (keys: Credentials) => string,
    answer: z.ZodType<T>,
    query: Readonly<Record<string, string>> = {},
  ) {
    return (keys: Credentials, context: CallContext) =>
      call(keys, context, { method: "GET", path: path(keys), query, answer });
  }

  const change = (keys: Credentials, context: CallContext, request: Change) =>
    call(keys, context, { ...request, answer: begun, changesMachine: true });

  return {
    types: get((keys) => `${projectOf(keys)}/compute/vms/types`, typeList),
    capacities: get(() => "/capacities", capacityList),
    identity: get(() => "/users/identities", identity),
    projects: get(() => "/organizations/projects", projectList, {
      skip_loading_project_resources: "true",
    }),
    sshKeys: get(() => "/users/ssh-keys", sshKeyList),
    async machines(keys: Credentials, context: CallContext): Promise<CrusoeMachine[]> {
      const found: CrusoeMachine[] = [];
      let token = "";
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { limit: PAGE_SIZE, ...(token !== "" && { next_token: token }) };
        const read = await get(() => placeOf("machines", keys), machinePage, query)(keys, context);
        found.push(...read.items);
        token = read.next_page_token ?? "";
        if (token === "") return found;
      }
      throw new ProviderError("transient", { detail: "a list without an end" });
    },
    machine(keys: Credentials, id: string, context: CallContext) {
      return get(() => oneOf("machines", keys, id), machine)(keys, context);
    },
    launch(keys: Credentials, body: unknown, context: CallContext) {
      const path = placeOf("machines", keys);
      return change(keys, context, { method: "POST", path, body, launches: true });
    },
    act(keys: Credentials, id: string, action: MachineAction, context: CallContext) {
      const path = oneOf("machines", keys, id);
      return change(keys, context, { method: "PATCH", path, body: { action } });
    },
    disks(keys: Credentials, context: CallContext) {
      return get(() => placeOf("disks", keys), diskList, { exclude_os: "true" })(keys, context);
    },
    disksNamed(keys: Credentials, name: string, context: CallContext) {
      return get(() => placeOf("disks", keys), diskList, { disk_names: name })(keys, context);
    },
    disk(keys: Credentials, id: string, context: CallContext) {
      return get(() => oneOf("disks", keys, id), disk)(keys, context);
    },
    makeDisk(keys: Credentials, body: unknown, context: CallContext) {
      return change(keys, context, { method: "POST", path: placeOf("disks", keys), body });
    },
    end(place: Place, keys: Credentials, id: string, context: CallContext) {
      return change(keys, context, { method: "DELETE", path: oneOf(place, keys, id) });
    },
    operation(place: Place, keys: Credentials, id: string, context: CallContext) {
      const path = `${placeOf(place, keys)}/operations/${encodeURIComponent(id)}`;
      return get(() => path, operationAnswer)(keys, context);
    },
    operationsOn(keys: Credentials, machineId: string, context: CallContext) {
      const path = `${placeOf("machines", keys)}/operations`;
      return get(() => path, operationList, { resource_id: machineId })(keys, context);
    },
  };
}

export type CrusoeClient = ReturnType<typeof crusoeClient>;

const projectOf = ({ projectId = "" }: Credentials) => `/projects/${encodeURIComponent(projectId)}`;

const paths: Readonly<Record<Place, string>> = {
  machines: "compute/vms/instances",
  disks: "storage/disks",
};

const placeOf = (place: Place, keys: Credentials) => `${projectOf(keys)}/${paths[place]}`;

const oneOf = (place: Place, keys: Credentials, id: string) =>
  `${placeOf(place, keys)}/${encodeURIComponent(id)}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches">> & {
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
  };

type Change = Omit<Call<unknown>, "answer" | "query" | "changesMachine">;
