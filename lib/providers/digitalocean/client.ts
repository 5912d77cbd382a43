import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { everyPage } from "../every-page";
import {
  accountAnswer,
  actionAnswer,
  actionPage,
  balanceAnswer,
  dropletAnswer,
  dropletMade,
  dropletPage,
  nothing,
  sshKeyAnswer,
  sshKeyPage,
  volumePage,
} from "./machine-wire";
import { kindOfRefusal } from "./refusal";
import { type PageFacts, sizePage } from "./wire";

const PAGE_SIZE = 200;
/** Enough to find the last power action among those of disks and networks. */
const RECENT_ACTIONS = 50;

export type PowerAction = "shutdown" | "power_off" | "power_on" | "reboot";

/** The HTTP calls of DigitalOcean's v2 that we make; every page of a list is fetched. */
export function digitaloceanClient(baseUrl: string) {
  return (credentials: Credentials, context: CallContext) => {
    const { call, pages } = asker(baseUrl, credentials, context);
    return {
      account: () => call({ method: "GET", path: "/v2/account", answer: accountAnswer }),
      balance: () =>
        call({ method: "GET", path: "/v2/customers/my/balance", answer: balanceAnswer }),
      sizes: () => pages("/v2/sizes?", sizePage, ({ sizes }) => sizes),
      oneSize: () => call({ method: "GET", path: "/v2/sizes?per_page=1", answer: sizePage }),
      /** The list without a type leaves out every machine with a GPU. */
      droplets: () => pages("/v2/droplets?type=gpus&", dropletPage, ({ droplets }) => droplets),
      droplet: (id: string) =>
        call({ method: "GET", path: dropletPath(id), answer: dropletAnswer }),
      launch: (body: unknown) =>
        call({ method: "POST", path: "/v2/droplets", body, answer: dropletMade, launches: true }),
      terminate: (id: string) => call({ method: "DELETE", path: dropletPath(id), answer: nothing }),
      recentActions: (id: string) =>
        call({
          method: "GET",
          path: `${dropletPath(id)}/actions?per_page=${RECENT_ACTIONS}`,
          answer: actionPage,
        }),
      act: (id: string, type: PowerAction) =>
        call({
          method: "POST",
          path: `${dropletPath(id)}/actions`,
          body: { type },
          answer: actionAnswer,
        }),
      sshKeys: () => pages("/v2/account/keys?", sshKeyPage, ({ ssh_keys: keys }) => keys),
      addSshKey: (body: unknown) =>
        call({ method: "POST", path: "/v2/account/keys", body, answer: sshKeyAnswer }),
      volumes: () => pages("/v2/volumes?", volumePage, ({ volumes }) => volumes),
      removeVolume: (id: string) =>
        call({ method: "DELETE", path: volumePath(id), answer: nothing }),
      actOnVolume: (id: string, body: unknown) =>
        call({ method: "POST", path: `${volumePath(id)}/actions`, body, answer: actionAnswer }),
    };
  };
}

export type DigitaloceanCalls = ReturnType<ReturnType<typeof digitaloceanClient>>;

const dropletPath = (id: string) => `/v2/droplets/${encodeURIComponent(id)}`;
const volumePath = (id: string) => `/v2/volumes/${encodeURIComponent(id)}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer" | "launches"> & {
  readonly path: string;
};

function asker(baseUrl: string, { apiKey = "" }: Credentials, context: CallContext) {
  function call<T>(request: Call<T>): Promise<T> {
    return callProvider({
      ...request,
      url: `${baseUrl}${request.path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      changesMachine: request.method !== "GET",
      secrets: [apiKey],
      kindOf: kindOfRefusal,
      timeoutMs: request.method === "GET" ? 20_000 : 60_000,
      ...context,
    });
  }

  /** The link to the next page says that there is one; its address is not followed. */
  function pages<T extends PageFacts, R>(
    path: string,
    answer: z.ZodType<T>,
    read: (answer: T) => readonly R[],
  ): Promise<R[]> {
    return everyPage(async (number) => {
      const place = `${path}per_page=${PAGE_SIZE}&page=${number}`;
      const page = await call({ method: "GET", path: place, answer });
      const more = Boolean(page.links?.pages?.next);
      return { rows: read(page), total: page.meta?.total ?? null, more };
    });
  }

  return { call, pages };
}
