import { z } from "zod";
import type { HttpResponse } from "@/lib/http";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { everyPage, type Page } from "../every-page";
import type { MachineId } from "./machine-id";
import {
  nothing,
  type ServerVolume,
  serverAnswer,
  serverPage,
  sshKey,
  sshKeyPage,
  taskAnswer,
} from "./machine-wire";
import { kindOfRefusal } from "./refusal";
import { productPage } from "./wire";
import type { Zone } from "./zones";

const PRODUCTS = "/product-catalog/v2alpha1/public-catalog/products";
const PRODUCTS_PER_PAGE = 1_000;
const PAGE_SIZE = 100;

export type PowerAction = "poweron" | "poweroff" | "reboot";

/** The HTTP calls of Scaleway that we make; every page of a list is fetched. */
export function scalewayClient(baseUrl: string) {
  return {
    instanceProducts(context: CallContext): Promise<unknown[]> {
      return instanceProducts(asker(baseUrl, {}, context), "");
    },
    /** Everything that needs a key. */
    as: (credentials: Credentials, context: CallContext) =>
      accountCalls(asker(baseUrl, credentials, context)),
  };
}

export type ScalewayCalls = ReturnType<ReturnType<typeof scalewayClient>["as"]>;

type Asker = ReturnType<typeof asker>;

function instanceProducts({ call }: Asker, filter: string): Promise<unknown[]> {
  return everyPage(async (number) => {
    const query = `product_types=instance${filter}&page_size=${PRODUCTS_PER_PAGE}&page=${number}`;
    const path = `${PRODUCTS}?${query}`;
    const request = { method: "GET", path, answer: productPage, timeoutMs: 30_000 } as const;
    const { products, total_count: total } = await call(request);
    // Whether other products are counted too is told nowhere.
    return { rows: products, total, more: products.length === 0 ? false : null };
  });
}

function accountCalls(asking: Asker) {
  const { call, projectId } = asking;
  const project = encodeURIComponent(projectId);

  function serversPage(zone: Zone, page: number, size: number) {
    const query = `project=${project}&per_page=${size}&page=${page}`;
    const path = `${serversPath(zone)}?${query}`;
    return call({ method: "GET", path, answer: serverPage, read: withTotal });
  }

  async function wholeServersPage(zone: Zone, number: number) {
    const { servers, total } = await serversPage(zone, number, PAGE_SIZE);
    return wholePage(servers, total);
  }

  async function sshKeysPage(number: number) {
    const query = `project_id=${project}&disabled=false&page_size=${PAGE_SIZE}&page=${number}`;
    const path = `/iam/v1alpha1/ssh-keys?${query}`;
    const answer = await call({ method: "GET", path, answer: sshKeyPage });
    return wholePage(answer.ssh_keys, answer.total_count);
  }

  return {
    instanceProductsIn: (zone: Zone) => instanceProducts(asking, `&zone=${zone}`),
    servers: (zone: Zone) => everyPage((number) => wholeServersPage(zone, number)),
    oneServer: (zone: Zone) => serversPage(zone, 1, 1),
    server: (id: MachineId) => call({ method: "GET", path: serverPath(id), answer: serverAnswer }),
    /** Makes a machine that is switched off. */
    create(zone: Zone, machine: Record<string, unknown>) {
      const body = { ...machine, project: projectId };
      return call({ method: "POST", path: serversPath(zone), body, answer: serverAnswer });
    },
    setStartupScript(id: MachineId, text: string) {
      const path = `${serverPath(id)}/user_data/cloud-init`;
      return call({ method: "PATCH", path, text, answer: nothing });
    },
    act(id: MachineId, action: PowerAction, { launches = false } = {}) {
      const path = `${serverPath(id)}/action`;
      return call({ method: "POST", path, body: { action }, answer: taskAnswer, launches });
    },
    tag: (id: MachineId, tags: readonly string[]) =>
      call({ method: "PATCH", path: serverPath(id), body: { tags }, answer: serverAnswer }),
    detach(id: MachineId, volumeId: string) {
      const [path, body] = [`${serverPath(id)}/detach-volume`, { volume_id: volumeId }];
      return call({ method: "POST", path, body, answer: serverAnswer });
    },
    removeVolume: (zone: Zone, volume: ServerVolume) =>
      call({ method: "DELETE", path: volumePath(zone, volume), answer: nothing }),
    /** A machine that is switched off. */
    remove: (id: MachineId) => call({ method: "DELETE", path: serverPath(id), answer: nothing }),
    sshKeys: () => everyPage(sshKeysPage),
    addSshKey(key: { readonly name: string; readonly public_key: string }) {
      const [path, body] = ["/iam/v1alpha1/ssh-keys", { ...key, project_id: projectId }];
      return call({ method: "POST", path, body, answer: sshKey });
    },
  };
}

/** Where no count is told, a list ends at an empty page. */
function wholePage<R>(rows: readonly R[], total: number | null): Page<R> {
  const isFull = rows.length >= (total === null ? 1 : PAGE_SIZE);
  return { rows, total, more: isFull ? true : null };
}

const serversPath = (zone: Zone) => `/instance/v1/zones/${zone}/servers`;
const serverPath = ({ zone, native }: MachineId) =>
  `${serversPath(zone)}/${encodeURIComponent(native)}`;

/** Block storage is another product than the disks inside the machine's host. */
function volumePath(zone: Zone, { id, volume_type: type }: ServerVolume): string {
  const product = type === "sbs_volume" ? "block" : "instance";
  return `/${product}/v1/zones/${zone}/volumes/${encodeURIComponent(id)}`;
}

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "text" | "answer" | "read"> &
  Partial<Pick<ProviderRequest<T>, "launches" | "timeoutMs">> & { readonly path: string };

function asker(baseUrl: string, credentials: Credentials, context: CallContext) {
  const { secretKey = "", projectId = "" } = credentials;
  function call<T>({ path, ...request }: Call<T>): Promise<T> {
    return callProvider({
      timeoutMs: request.method === "GET" ? 20_000 : 60_000,
      ...request,
      url: `${baseUrl}${path}`,
      headers: secretKey === "" ? {} : { "x-auth-token": secretKey },
      changesMachine: request.method !== "GET",
      secrets: [secretKey],
      kindOf: kindOfRefusal,
      ...context,
    });
  }
  return { call, projectId };
}

const anyBody = z.record(z.string(), z.unknown());

function withTotal({ text, headers }: HttpResponse): unknown {
  const body = anyBody.safeParse(readJson(text));
  const total = Number(headers.get("x-total-count") ?? Number.NaN);
  return body.success ? { ...body.data, total: Number.isInteger(total) ? total : null } : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
