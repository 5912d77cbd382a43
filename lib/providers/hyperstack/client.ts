import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { everyPage } from "../every-page";
import {
  creditAnswer,
  done,
  environmentAnswer,
  environmentPage,
  imageList,
  keypairAnswer,
  keypairPage,
  userAnswer,
  vmAnswer,
  vmMade,
  vmPage,
} from "./machine-wire";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import { flavorList, pricebook, stockList } from "./wire";

const PAGE_SIZE = 100;

export type Action = "start" | "stop" | "hard-reboot" | "hibernate-restore";

/** The HTTP calls of Hyperstack's v1 that we make; every page of a list is fetched. */
export function hyperstackClient(baseUrl: string) {
  return (credentials: Credentials, context: CallContext) => {
    const { call, get, pages } = asker(baseUrl, credentials, context);
    return {
      flavors: () => get("/core/flavors", flavorList),
      flavorsIn: (region: string) =>
        get(`/core/flavors?region=${encodeURIComponent(region)}`, flavorList),
      pricebook: () => get("/pricebook", pricebook),
      stocks: () => get("/core/stocks", stockList),
      user: () => get("/auth/me", userAnswer),
      credit: () => get("/billing/user-credit/credit", creditAnswer),
      imagesIn: (region: string) =>
        get(`/core/images?region=${encodeURIComponent(region)}`, imageList),
      environments: () => pages("/core/environments", environmentPage, (page) => page.environments),
      addEnvironment: (body: unknown) =>
        call({ method: "POST", path: "/core/environments", body, answer: environmentAnswer }),
      keypairs: () => pages("/core/keypairs", keypairPage, (page) => page.keypairs),
      addKeypair: (body: unknown) =>
        call({ method: "POST", path: "/core/keypairs", body, answer: keypairAnswer }),
      vms: () => pages("/core/virtual-machines", vmPage, (page) => page.instances),
      vm: (id: string) => get(vmPath(id), vmAnswer),
      launch: (body: unknown) =>
        call({
          ...changing,
          method: "POST",
          path: "/core/virtual-machines",
          body,
          answer: vmMade,
          launches: true,
          kindOf: kindOfLaunchRefusal,
        }),
      /** Acts are asked for with GET, and are no less done for it. */
      act: (id: string, action: Action) =>
        call({ ...changing, method: "GET", path: `${vmPath(id)}/${action}`, answer: done }),
      /** Its address is kept, so that it wakes where it was. */
      hibernate: (id: string) =>
        call({
          ...changing,
          method: "GET",
          path: `${vmPath(id)}/hibernate?retain_ip=true`,
          answer: done,
        }),
      remove: (id: string) =>
        call({ ...changing, method: "DELETE", path: vmPath(id), answer: done }),
    };
  };
}

export type HyperstackCalls = ReturnType<ReturnType<typeof hyperstackClient>>;

const changing = { changesMachine: true, timeoutMs: 60_000 } as const;

const vmPath = (id: string) => `/core/virtual-machines/${encodeURIComponent(id)}`;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
  };

interface PageFacts {
  readonly count?: number | null | undefined;
  readonly page_size?: number | null | undefined;
}

/** The header of the key is not the usual one. */
function asker(baseUrl: string, { apiKey = "" }: Credentials, context: CallContext) {
  function call<T>({ path, ...request }: Call<T>): Promise<T> {
    return callProvider({
      changesMachine: false,
      kindOf: kindOfRefusal,
      timeoutMs: 20_000,
      ...request,
      url: `${baseUrl}${path}`,
      headers: { api_key: apiKey },
      secrets: [apiKey],
      ...context,
    });
  }

  const get = <T>(path: string, answer: z.ZodType<T>) => call({ method: "GET", path, answer });

  /**
   * A list ends with a page that is not full. Nobody says that `count` is the length of the list and
   * not of the page.
   */
  function pages<T extends PageFacts, R>(
    path: string,
    answer: z.ZodType<T>,
    read: (page: T) => readonly R[],
  ): Promise<R[]> {
    return everyPage(async (number) => {
      const page = await get(`${path}?page=${number}&pageSize=${PAGE_SIZE}`, answer);
      const rows = read(page);
      const count = page.count ?? null;
      const isFull = rows.length > 0 && rows.length >= (page.page_size ?? PAGE_SIZE);
      return {
        rows,
        total: number > 1 && count === rows.length ? null : count,
        more: isFull ? true : null,
      };
    });
  }

  return { call, get, pages };
}
