import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { everyPage } from "../every-page";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import {
  availabilityPage,
  disk,
  ended,
  gpuSummary,
  history,
  madePod,
  pageOf,
  pod,
  podCount,
  sshKey,
  wallet,
  whoami,
} from "./wire";

const PAGE_SIZE = 100;

/**
 * The HTTP calls of Prime Intellect's v1 that we make, for one credential. Paths of lists end with a
 * slash: without it the answer is a redirection.
 */
export function primeIntellectClient(baseUrl: string) {
  return ({ apiKey = "" }: Credentials, context: CallContext) => {
    function call<T>({ path, ...request }: Call<T>): Promise<T> {
      return callProvider({
        changesMachine: false,
        kindOf: kindOfRefusal,
        ...request,
        url: `${baseUrl}${path}`,
        headers: { authorization: `Bearer ${apiKey}` },
        secrets: [apiKey],
        ...context,
      });
    }

    const get = <T>(path: string, answer: z.ZodType<T>) => call({ method: "GET", path, answer });

    const end = (path: string) =>
      call({ method: "DELETE", path, answer: ended, changesMachine: true, timeoutMs: 60_000 });

    const page = <T>(path: string, row: z.ZodType<T>, offset: number) =>
      get(`${path}?offset=${offset}&limit=${PAGE_SIZE}`, pageOf(row));

    const all = <T>(path: string, row: z.ZodType<T>) =>
      everyPage(async (_number, seen) => {
        const { data: rows, total_count: total } = await page(path, row, seen);
        return { rows, total, more: rows.length === PAGE_SIZE ? true : null };
      });

    return {
      gpus(number: number, filter: Readonly<Record<string, string>>) {
        const asked = { page: `${number}`, page_size: `${PAGE_SIZE}`, ...filter };
        return get(`/availability/gpus?${new URLSearchParams(asked)}`, availabilityPage);
      },
      gpuSummary: () => get("/availability/gpu-summary", gpuSummary),
      whoami: () => get("/user/whoami", whoami),
      wallet: () => get("/billing/wallet?limit=1", wallet),
      countPods: () => get("/pods/?limit=1", podCount),
      sshKeys: () => all("/ssh_keys/", sshKey),
      addSshKey: (body: unknown) =>
        call({ method: "POST", path: "/ssh_keys/", body, answer: sshKey }),
      pods: () => all("/pods/", pod),
      pod: (id: string) => get(`/pods/${encodeURIComponent(id)}`, pod),
      /** Those that ended last come first. */
      history: (offset: number) => page("/pods/history", history, offset),
      launch: (body: unknown) =>
        call({
          method: "POST",
          path: "/pods/",
          body,
          answer: madePod,
          changesMachine: true,
          launches: true,
          kindOf: kindOfLaunchRefusal,
          timeoutMs: 60_000,
        }),
      end: (id: string) => end(`/pods/${encodeURIComponent(id)}`),
      disks: () => all("/disks/", disk),
      endDisk: (id: string) => end(`/disks/${encodeURIComponent(id)}`),
    };
  };
}

export type PrimeIntellectCalls = ReturnType<ReturnType<typeof primeIntellectClient>>;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
  };
